import pickle

import pytest

from onrecord.errors import FetchError, InputError, NoBodyError, OnRecordError, RecordError, RowError


@pytest.mark.parametrize(
    "error",
    [
        NoBodyError("a.html", "has no body"),
        RowError("a.jsonl", 7, "is no JSON"),
        FetchError("https://news.example", "answered 404", status=404),
        RecordError("there is no record"),
    ],
)
def test_an_error_is_the_same_in_another_process(error: OnRecordError) -> None:
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again), vars(again)) == (type(error), str(error), vars(error))
    assert isinstance(again, InputError) == isinstance(error, InputError)
