"""A page to an article: body, byline, date, credits."""
