import type { Piece } from '#app/domain/search/highlight.ts'

/** Text with the words that were asked for marked; typed by people, so said to be Chinese. */
export function HitPieces({ pieces }: { pieces: readonly Piece[] }) {
  return (
    <span lang="zh-CN">{pieces.map(({ text, hit }, index) => (hit ? <mark key={index}>{text}</mark> : text))}</span>
  )
}
