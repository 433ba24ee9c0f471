interface Words {
  title: string;
  sentence: string;
  /** Where to go from here. */
  way: { href: string; label: string };
}

/** An answer in words where there is no page to answer with: to a form that is none of ours. */
export function wordsResponse(status: number, { title, sentence, way }: Words): Response {
  const html = [
    "<!doctype html>",
    '<html lang="en">',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeHtml(title)}</title>`,
    `<h1>${escapeHtml(title)}</h1>`,
    `<p>${escapeHtml(sentence)}</p>`,
    `<p><a href="${escapeHtml(way.href)}">${escapeHtml(way.label)}</a></p>`,
    "</html>\n",
  ].join("\n");
  return new Response(html, {
    status,
    headers: { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store" },
  });
}

function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
