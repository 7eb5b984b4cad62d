const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escape = (text: string) => text.replace(/[&<>"]/g, (character) => entities[character] ?? character)

/** The same words for mail readers that like HTML: paragraphs, and links on lines of their own. Nothing is loaded from anywhere. */
export function letterHtml(text: string, locale: string): string {
  const paragraphs = text.split(/\n\n+/).map((part) => {
    const safe = escape(part)
    const inside = /^https?:\/\/\S+$/.test(part) ? `<a href="${safe}">${safe}</a>` : safe.replaceAll('\n', '<br>')
    return `<p style="margin:0 0 1em">${inside}</p>`
  })
  return `<!doctype html><html lang="${locale}"><body style="font:16px/1.7 sans-serif;color:#1a2421;max-width:36em">${paragraphs.join('')}</body></html>`
}
