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
  {token()}: yes
{token()}: a key of its own
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
    # In names: of a document that others link to, a folder, a script, a picture; two that differ in the key alone.
    named, folder, script, picture = token(), token(), token(), token()
    write(root, "skills/named/SKILL.md", f"---\nname: named\ndescription: Names.\n---\n# Named\n\nSee [one]({named}.md), "
          f"[two](in/{folder}/b.md), ![p]({picture}.png) and `{script}.sh`.\n")
    write(root, f"skills/named/{named}.md", "Text without a heading.\n")
    write(root, f"skills/named/{token()}.md", "Another text without a heading.\n")
    write(root, f"skills/named/in/{folder}/b.md", "# B\n\nText.\n")
    write(root, f"skills/named/in/{folder}/c.md", "# C\n\nText.\n")
    write(root, f"skills/named/{script}.sh", "echo\n")
    write(root, f"skills/named/{token()}.json", "{}\n")
    write(root, f"skills/named/glpat-{key('', 30)}.md", "# Dotted\n\nText.\n")
    (root / f"skills/named/{picture}.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\b\6\0\0\0")
    (root / f"skills/named/{token()}.md").symlink_to("/nowhere/at/all.md")
    print("\n".join(secrets))


main(pathlib.Path(sys.argv[1]))
