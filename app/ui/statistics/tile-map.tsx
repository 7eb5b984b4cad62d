import { placeTiles, shadeOf } from '#app/domain/statistics/tiles.ts'
import { paths } from '#app/http/paths.ts'
import { useHref, useT } from '#app/i18n/provider.tsx'
import type { MapPlace } from '#app/services/statistics/queries/map-picture.server.ts'
import { useFormat } from '#app/ui/format.ts'

const tall = 84
const gap = 3
/** What a phone of 320 px has for the map; a letter is some 7 px wide, a Chinese character 13. */
const narrowest = 254
const widthOf = (name: string) =>
  Array.from(name).reduce((sum, letter) => sum + (/\p{Script=Han}/u.test(letter) ? 13 : 7), 4)

/** Places as tiles, each a way to its page: the darker, the more is under contract there. In a tile the figures stand in words. */
export function TileMap({ places, says }: { places: readonly MapPlace[]; says: string }) {
  const t = useT()
  const href = useHref()
  const { number, wan } = useFormat()
  const { columns, rows, at } = placeTiles(places.map(({ code }) => code))
  const most = places.reduce((sum, { committedFen }) => (BigInt(committedFen) > sum ? BigInt(committedFen) : sum), 0n)
  const wide = 100 / columns
  const names = places.map(({ name }) => shortName(name, t('statistics.map.endings')))
  const isTight = Math.max(0, ...names.map(widthOf)) * columns > narrowest
  return (
    <svg
      className={isTight ? `tile-map of-${columns}` : 'tile-map'}
      width="100%"
      height={rows * tall}
      role="group"
      aria-label={says}
    >
      {places.map((place) => {
        const [column, row] = at.get(place.code) ?? [0, 0]
        const shade = shadeOf(BigInt(place.committedFen), most)
        const middle = `${(column + 0.5) * wide}%`
        const text = t('statistics.map.tile', {
          name: place.name,
          projects: number(place.projects),
          amount: wan(place.committedFen),
        })
        return (
          <a key={place.code} href={href(paths.district(place.code))} aria-label={text} className={`shade-${shade}`}>
            <title>{text}</title>
            <rect
              x={`${column * wide}%`}
              y={row * tall}
              width={`${wide}%`}
              height={tall - gap}
              strokeWidth={gap}
              rx="4"
            />
            <text x={middle} y={row * tall + 32}>
              {shortName(place.name, t('statistics.map.endings'))}
            </text>
            <text x={middle} y={row * tall + 56} className="n">
              {number(place.projects)}
            </text>
          </a>
        )
      })}
    </svg>
  )
}

/** Without what all places of a kind end in: in a tile there is little room. */
function shortName(name: string, endings: string): string {
  const ending = endings.split('|').find((each) => name.endsWith(each) && Array.from(name).length - each.length >= 2)
  return ending === undefined ? name : name.slice(0, -ending.length).trim()
}
