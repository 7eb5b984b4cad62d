import { barWidth } from '#app/domain/regional/reach.ts'

export type BarRow = {
  key: string
  /** Short: one line on a phone, together with `text`. */
  label: string
  /** Of a label that somebody typed. */
  lang?: string
  text: string
  /** Null: not known, or too few to show; then there is no bar. */
  value: number | null
  tone?: 'stage' | 'rest' | 'back'
  /** A second figure, drawn as a line across the bar; `text` says it. */
  mark?: number | null
}

/** What fits on a line of a phone beside its figure; the table has it whole. */
const shortened = (label: string): string => {
  const wide = /\p{Script=Han}/u.test(label) ? 14 : 30
  const letters = Array.from(label)
  return letters.length <= wide ? label : `${letters.slice(0, wide - 1).join('')}…`
}

const row = { height: 46, words: 15, bar: 24, thick: 12 } as const

/** One bar below another, drawn to one scale in whatever width there is; `says` is what the picture shows, in a sentence. */
export function BarChart({ rows, says, whole }: { rows: readonly BarRow[]; says: string; whole?: number }) {
  const longest = whole ?? Math.max(0, ...rows.flatMap(({ value, mark }) => [value ?? 0, mark ?? 0]))
  const wide = (value: number) => `${barWidth(value, longest)}%`
  return (
    <svg className="bar-chart" width="100%" height={rows.length * row.height} role="img" aria-label={says}>
      {rows.map(({ key, label, lang, text, value, tone = 'stage', mark }, index) => {
        const y = index * row.height
        return (
          <g key={key}>
            <text x="0" y={y + row.words} lang={lang}>
              {shortened(label)}
            </text>
            <text x="100%" y={y + row.words} className="n">
              {text}
            </text>
            <rect x="0" y={y + row.bar} width="100%" height={row.thick} className="track" />
            {value === null || value <= 0 ? null : (
              <rect x="0" y={y + row.bar} width={wide(value)} height={row.thick} className={tone} />
            )}
            {mark == null ? null : (
              <line
                x1={wide(mark)}
                x2={wide(mark)}
                y1={y + row.bar - 3}
                y2={y + row.bar + row.thick + 3}
                className="mark"
              />
            )}
          </g>
        )
      })}
    </svg>
  )
}
