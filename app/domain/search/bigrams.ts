const hanRun = /\p{Script=Han}{2,}/gu

/**
 * Overlapping pairs of Han characters, space-joined: 居家养老 → "居家 家养 养老". Indexed at the lowest weight, they find what
 * the segmenter cut elsewhere (词尾, unusual names) and survive one wrong character.
 */
export function bigramsOf(text: string): string {
  const pairs = new Set<string>()
  for (const [run] of text.matchAll(hanRun)) {
    const characters = Array.from(run)
    for (let at = 0; at + 1 < characters.length; at += 1)
      pairs.add(`${characters[at] ?? ''}${characters[at + 1] ?? ''}`)
  }
  return [...pairs].join(' ')
}
