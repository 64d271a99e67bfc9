/// The style that the report has beside that of all pages.
enum ReportStyle {
  // Bars tell nothing by color alone: each has its label and its number beside it.
  static let sheet = """
    :root { --bar: #2f6fb2; --track: #e6e9ee; --s1: #0b6b3a; --s2: #b98a1f; --s3: #d9b968; --s4: #a11c1c; --s5: #9aa2ad; }
    @media (prefers-color-scheme: dark) { :root { --bar: #6aa5e3; --track: #2a2f37; --s1: #3fa76d; --s2: #d2a43c;
      --s3: #8f7430; --s4: #d65f57; --s5: #5c6470; } }
    .tiles { list-style: none; padding: 0; margin: 1rem 0 0; display: grid; gap: .6rem; max-width: none;
      grid-template-columns: repeat(4, 1fr); }
    .tiles li { margin: 0; padding: .6rem .8rem; border: 1px solid var(--line); border-radius: .4rem;
      font-size: .88rem; color: var(--quiet); line-height: 1.3; }
    .tiles b { display: block; font-size: 1.5rem; color: var(--ink); font-variant-numeric: tabular-nums; }
    .tiles .alarm { border-color: var(--alarm); } .tiles .alarm b { color: var(--alarm); }
    h1 span { white-space: nowrap; }
    .plot { margin: .6rem 0; }
    .row { display: grid; grid-template-columns: minmax(9rem, 16rem) 1fr 4.5rem; gap: .75rem; align-items: center;
      padding: .22rem 0; }
    .row .label { overflow-wrap: anywhere; line-height: 1.25; } .row .label small { display: block; }
    .row .number { text-align: right; font-variant-numeric: tabular-nums; }
    svg { display: block; width: 100%; height: 1.05rem; background: var(--track); border-radius: .2rem; }
    .bar { fill: var(--bar); }
    rect.usually-appropriate { fill: var(--s1); } rect.may-be-appropriate { fill: var(--s2); }
    rect.may-be-appropriate-disagreement { fill: var(--s3); } rect.usually-not-appropriate { fill: var(--s4); }
    rect.not-rated { fill: var(--s5); }
    .legend { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .2rem 1rem; font-size: .88rem; }
    .legend li { margin: 0; } .legend span { display: inline-block; width: .8rem; height: .8rem; margin-right: .4rem;
      border-radius: .15rem; vertical-align: -.05rem; background: var(--s5); }
    .legend .usually-appropriate span { background: var(--s1); } .legend .may-be-appropriate span { background: var(--s2); }
    .legend .may-be-appropriate-disagreement span { background: var(--s3); }
    .legend .usually-not-appropriate span { background: var(--s4); }
    .note { border-left: .25rem solid var(--fair); padding-left: .75rem; }
    .escalation { margin-top: 1.1rem; } .escalation table { font-size: .92rem; }
    .escalation tbody th { font-weight: 500; }
    @media (min-width: 40.01rem) { tbody th { min-width: 13rem; } td { min-width: 4rem; } }
    details { margin: .6rem 0; } summary { cursor: pointer; color: var(--quiet); }
    a { color: inherit; } code { font-size: .92em; }
    footer { border-top: 1px solid var(--line); margin-top: 1.1rem; padding-top: .5rem; }
    @media (max-width: 40rem) {
      .tiles { grid-template-columns: repeat(2, 1fr); }
      .row { grid-template-columns: 1fr 4rem; gap: .15rem .75rem; padding: .4rem 0; }
      .row .label { grid-column: 1 / -1; }
    }
    @media print { svg { print-color-adjust: exact; -webkit-print-color-adjust: exact; } details > * { display: block; } }

    """
}
