/// The style sheet of the page.
enum PageStyle {
  // Ratings are told by their words; color only helps the eye, and keeps a contrast of at least 4.5 to 1.
  static let sheet = """
    :root { color-scheme: light dark; --paper: #fff; --ground: #f3f4f6; --ink: #1a1d21; --quiet: #565e69;
      --line: #d5d9df; --good: #0b6b3a; --fair: #7a5200; --poor: #a11c1c; --alarm: #a11c1c;
      --alarm-ground: #fdecec; }
    @media (prefers-color-scheme: dark) { :root { --paper: #1b1e23; --ground: #121417; --ink: #e8eaed;
      --quiet: #a5adb8; --line: #3a4049; --good: #6fd49b; --fair: #ecc06a; --poor: #ff9c94;
      --alarm: #ff9c94; --alarm-ground: #3a1719; } }
    * { box-sizing: border-box; }
    body { margin: 0; background: var(--ground); color: var(--ink);
      font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif; }
    main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem; }
    article { background: var(--paper); border: 1px solid var(--line); border-radius: .5rem;
      padding: 1.25rem 1.5rem; margin: 0 0 1.5rem; overflow-wrap: anywhere; }
    h1 { font-size: 1.4rem; line-height: 1.25; margin: 0 0 .5rem; }
    h2 { font-size: 1.1rem; line-height: 1.3; margin: 0 0 .5rem; }
    h3 { font-size: 1.02rem; margin: 1rem 0 .35rem; }
    h4 { font-size: .95rem; margin: .9rem 0 .3rem; }
    p { margin: .4rem 0; max-width: 46rem; }
    ul, ol { margin: .4rem 0; padding-left: 1.4rem; max-width: 50rem; }
    li { margin: .3rem 0; }
    small { color: var(--quiet); font-size: .85rem; }
    .context { list-style: none; padding: 0; color: var(--quiet); font-size: .9rem; }
    .context li { margin: 0; }
    .summary { font-size: 1.1rem; font-weight: 600; border-left: .25rem solid var(--ink);
      padding-left: .75rem; margin: .9rem 0 0; }
    section { border-top: 1px solid var(--line); margin-top: 1.1rem; padding-top: 1rem; }
    .escalation { border: 2px solid var(--alarm); border-radius: .4rem; background: var(--alarm-ground);
      padding: .9rem 1rem; }
    .escalation h2 { color: var(--alarm); }
    .escalation ul { font-weight: 600; }
    .escalation small { font-weight: 400; }
    .limits, .sources, .abbreviations, .not-understood { font-size: .92rem; }
    table { border-collapse: collapse; width: 100%; margin: .5rem 0; font-size: .95rem; }
    th, td { text-align: left; vertical-align: top; padding: .45rem .75rem .45rem 0;
      border-bottom: 1px solid var(--line); }
    thead th { color: var(--quiet); font-size: .85rem; font-weight: 600; }
    tbody th { font-weight: 500; min-width: 11rem; }
    th small { font-weight: 400; }
    td { min-width: 8rem; }
    .usually-appropriate b { color: var(--good); }
    .may-be-appropriate b, .may-be-appropriate-disagreement b { color: var(--fair); }
    .usually-not-appropriate b { color: var(--poor); }
    @media (max-width: 40rem) {
      main { padding: 0; }
      article { border: 0; border-radius: 0; margin: 0 0 .75rem; padding: 1rem; }
      table, tbody, tr, tbody th, td { display: block; width: 100%; min-width: 0; }
      thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
      tr { border-bottom: 1px solid var(--line); padding: .5rem 0; }
      tbody th, td { border: 0; padding: .1rem 0; }
      tbody th { font-weight: 600; }
      td::before { content: attr(data-label) ": "; color: var(--quiet); }
    }
    @media print {
      :root { --paper: #fff; --ground: #fff; --ink: #000; --quiet: #333; --line: #999; --good: #000;
        --fair: #000; --poor: #000; --alarm: #000; --alarm-ground: #fff; }
      body { font-size: 10pt; }
      main { max-width: none; padding: 0; }
      article { border: 0; padding: 0; break-after: page; }
      article:last-child { break-after: auto; }
      h2, h3, h4, thead { break-after: avoid; }
      tr, li, .escalation { break-inside: avoid; }
    }
    """
}
