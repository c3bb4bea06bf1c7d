"""Requests of a server for others: they reach public addresses alone, whatever names and redirects say."""

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import httpx

from onrecord.errors import FetchError

_TUNNELS = tuple(map(ip_network, ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")))  # to IPv4 addresses


class PublicTransport(httpx.BaseTransport):
    """Resolves each host once, refuses it where any of its addresses is not public, and connects to what it checked.

    Redirects come through here as well, each as a request of its own.
    """

    def __init__(self) -> None:
        self._inner = httpx.HTTPTransport()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Sends the request to the checked address; name and certificate stay those of the host."""
        host = request.url.host
        address = public_address(str(request.url), host, request.url.port or request.url.scheme)
        checked = httpx.Request(
            request.method,
            request.url.copy_with(host=address),
            headers=request.headers,
            stream=request.stream,
            extensions={**request.extensions, "sni_hostname": host},
        )
        return self._inner.handle_request(checked)

    def close(self) -> None:
        """Closes the connections."""
        self._inner.close()


def public_address(url: str, host: str, port: int | str) -> str:
    """The first address of a host. Raises FetchError where one of them is no public one."""
    found = [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    private = next((address for address in found if not is_public(address)), None)
    if private is not None:
        raise FetchError(url, f"leads into a network that is not public ({private}); save the page and give its text")
    return found[0]


def is_public(address: str) -> bool:
    """Whether an IP address is one that anybody on the internet could reach.

    >>> is_public("93.184.215.14"), is_public("10.0.0.1"), is_public("::ffff:127.0.0.1")
    (True, False, False)
    """
    try:
        found: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, IPv6Address):
        if any(found in network for network in _TUNNELS):
            return False
        found = found.ipv4_mapped or found
    return found.is_global and not found.is_multicast
