#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""make.py DIR: sources with a secret at every place that a document has. Prints the secrets, one a line.

They are random for a fixed seed and put together here: nothing in the checkout looks like a key."""
import pathlib
import random
import string
import sys

RANDOM = random.Random(20)
secrets = []


def key(prefix, length, alphabet=string.ascii_letters + string.digits):
    body = "".join(RANDOM.choices(alphabet, k=length - 3)) + "7Q4"
    secrets.append(body)
    return prefix + body


def token():
    return key("gh" + "p_", 36)


def private_key():
    lines = ["-----BEGIN RSA PRIV" + "ATE KEY-----"]
    for _ in range(6):
        lines.append(key("", 64))
    return "\n".join(lines + ["-----END RSA PRIV" + "ATE KEY-----"])


def write(root, path, text, encoding="utf-8"):
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode(encoding))


def main(root):
    markdown = f"""---
name: {token()}
description: Deploys with {token()} as its key.
tags: [deploy, {token()}]
metadata:
  owner: {token()}
---

# Deploying with {token()}

**Deploy key** is the name of {token()}. See [the page](https://example.org/{token()} "{token()}").

![{token()}]({token()}.png)

| step | key |
|---|---|
| one | `{token()}` |

- Use `{token()}`, never {token()}
  > quoted {token()}

```rust
use tokio::net::TcpStream; // {token()}
const API_KEY: &str = "{key("", 40)}";
```

```{token()}
x
```

<!-- {token()} --> <b title="{token()}">{token()}</b> {key("sk" + "-proj-", 60)} {key("AIza", 35)}

{private_key()}

https://app:{key("", 24)}@db.example.org/
"""
    write(root, "skills/deploy/SKILL.md", markdown)
    write(root, "copies/deploy.md", markdown.replace("Deploying", "Shipping"))
    write(root, "skills/deploy/references/keys.md", f"# Keys {token()}\n\nSee {token()}.\n")
    write(root, "wide.md", f"\ufeff# Wide {token()}\n\nSee {token()}.\n", "utf-16-le")
    write(root, "page.html", f"<html><head><title>{token()}</title></head><body><h1>A {token()}</h1>"
          f"<p>Use {token()}</p><pre>{token()}</pre></body></html>\n")
    write(root, "rules.mdc", f"---\nglobs: {token()}\n---\n# Rules\n\nUse {token()}\n")
    write(root, "flat.txt", f"name: flat\ndescription: {token()}\n\nOverview\n\nlet key = \"{token()}\";\nlet x = 1;\n")
    write(root, "broken.md", f"---\nname: \"{token()}\ndescription: a: {token()}\n\n# Broken\n")
    print("\n".join(secrets))


main(pathlib.Path(sys.argv[1]))
