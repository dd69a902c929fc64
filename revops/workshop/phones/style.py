"""How pages for phones look: large to touch, light and dark, the same from left and from right."""

from __future__ import annotations

from typing import Final

STYLE: Final = """
:root { color-scheme: light dark; --ink: #111827; --soft: #4b5563; --paper: #ffffff; --line: #6b7280;
  --accent: #1e4a8a; --on: #ffffff; --bad: #a01717 }
@media (prefers-color-scheme: dark) {
  :root { --ink: #eef2f7; --soft: #b3bfce; --paper: #10151d; --line: #8b98a9;
    --accent: #8ab4ff; --on: #10151d; --bad: #ff9d9d }
}
* { box-sizing: border-box }
body { margin: 0 auto; padding: 1rem; max-width: 36rem; font: 1.06rem/1.45 system-ui, sans-serif;
  color: var(--ink); background: var(--paper) }
h1 { font-size: 1.3rem; line-height: 1.3; margin: .2rem 0 .8rem }
p { margin: .5rem 0 }
.soft { color: var(--soft) }
.bad { color: var(--bad); font-weight: 600 }
fieldset { border: 0; margin: 0; padding: 0; min-width: 0 }
legend { padding: 0; font-size: 1.2rem; font-weight: 650; line-height: 1.3; margin-bottom: .6rem }
legend h1 { font: inherit; margin: 0 }
label.step { display: flex; gap: .7rem; align-items: flex-start; padding: .75rem; margin: .45rem 0;
  border: 1px solid var(--line); border-radius: .6rem }
label.step:has(:checked) { border: 2px solid var(--accent); padding: calc(.75rem - 1px) }
label.step input { flex: none; width: 1.3rem; height: 1.3rem; margin: .1rem 0 0; accent-color: var(--accent) }
label.field { display: block; font-weight: 600; margin-top: .8rem }
input[type=text] { width: 100%; font: inherit; font-size: 1.3rem; padding: .6rem; border: 1px solid var(--line);
  border-radius: .6rem; color: var(--ink); background: var(--paper) }
.code { letter-spacing: .2em; text-transform: uppercase; direction: ltr }
button { font: inherit; font-weight: 650; width: 100%; min-height: 3rem; margin-top: .9rem; border: 0;
  border-radius: .6rem; color: var(--on); background: var(--accent) }
nav { display: flex; flex-wrap: wrap; gap: .4rem 1.2rem; margin-top: 1rem }
a { color: var(--accent); display: inline-block; padding: .5rem 0 }
ol { padding-inline-start: 1.6rem }
li { margin: .3rem 0 }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
"""
