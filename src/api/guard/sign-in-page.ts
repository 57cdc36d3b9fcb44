/**
 * What a browser without a session is shown. It has no script and no style, since nothing else is handed out without a
 * session. A browser keeps the cookie back where another site led to this one, as a link in a ticket does: a step from
 * this page is one within the site, and goes on.
 */
export const SIGN_IN_PAGE: string = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Corroborate</title>
</head>
<body>
<main>
<h1>Corroborate</h1>
<p>Open the launch URL that <code>corroborate serve</code> printed. Each works once; the terminal shows the next.</p>
<p>Already open in this browser? <a href="">Go on</a></p>
<div lang="ja">
<p><code>corroborate serve</code> が表示した起動用 URL を開いてください。URL は一度だけ使えます。次の URL は端末に表示されます。</p>
<p>このブラウザーですでに開いている場合は<a href="">続ける</a></p>
</div>
</main>
</body>
</html>
`;
