#!/usr/bin/env -S python3 -B
# SPDX-License-Identifier: MIT
"""links.py DIR: prints every link of a page in DIR that leads to no file or no place in it, and every address of a
page's own parts that is on the network."""

import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

LOADED = {"script": "src", "img": "src", "link": "href", "iframe": "src", "object": "data", "source": "src"}


class Page(HTMLParser):
    """The ids of a page, its links, and what it loads."""

    def __init__(self, file):
        super().__init__()
        self.ids, self.links, self.loads = set(), [], []
        self.feed(file.read_text("utf-8"))

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if values.get("id"):
            self.ids.add(values["id"])
        if tag == "a" and values.get("href"):
            self.links.append(values["href"])
        if values.get(LOADED.get(tag)):
            self.loads.append(values[LOADED[tag]])


def faults(root):
    pages = {file.resolve(): Page(file) for file in sorted(root.rglob("*.html"))}
    for file, page in pages.items():
        for address in page.loads:
            if urlsplit(address).scheme not in ("", "data"):
                yield f"{file.relative_to(root)}: loads {address}"
        for link in page.links + page.loads:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = (file.parent / unquote(parts.path)).resolve() if parts.path else file
            if not target.is_file():
                yield f"{file.relative_to(root)}: no file at {link}"
            elif parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].ids:
                yield f"{file.relative_to(root)}: no place at {link}"


def main():
    found = list(faults(Path(sys.argv[1]).resolve()))
    print(*found[:30], sep="\n", end="\n" if found else "")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
