import { useLoaderData } from '@remix-run/react'
import { pageMeta } from '#app/http/meta.ts'
import { orNotFound, pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useHref, useT } from '#app/i18n/provider.tsx'
import { type MapPicture, type MapPlace, readMapPicture } from '#app/services/statistics/queries/map-picture.server.ts'
import { askedPlace, readPlaceOptions } from '#app/services/statistics/queries/places.server.ts'
import { AsOf } from '#app/ui/as-of.tsx'
import { Folded } from '#app/ui/folded.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Scroll } from '#app/ui/scroll.tsx'
import { AboutPicture } from '#app/ui/statistics/about-picture.tsx'
import { pictureQuery } from '#app/ui/statistics/picture-query.ts'
import { PlaceField } from '#app/ui/statistics/place-field.tsx'
import { TileMap } from '#app/ui/statistics/tile-map.tsx'

export const loader = pageLoader({ may: 'anyone' }, async ({ ctx, url }) => {
  const [picture, options] = await Promise.all([
    readMapPicture(ctx, askedPlace(url.searchParams.get('region'))),
    readPlaceOptions(ctx),
  ])
  return { ...orNotFound(picture), options }
})

export const meta = pageMeta(
  (t) => t('statistics.map.title'),
  (t) => t('statistics.map.teaser'),
)

export default function MapPicturePage() {
  const picture = useLoaderData<typeof loader>()
  const { here, within, options, places } = picture
  const t = useT()
  const href = useHref()
  const says = useAnswer(picture)
  return (
    <Page
      crumbs={[
        { to: paths.statistics(), text: t('statistics.title') },
        ...(here === null ? [] : [{ to: paths.mapPicture(), text: t('statistics.map.title') }]),
        ...within.map(({ code, name }) => ({ to: `${paths.mapPicture()}?region=${code}`, text: name })),
      ]}
    >
      <Sheet>
        <h1>{here === null ? t('statistics.map.title') : t('statistics.map.of', { name: here.name })}</h1>
        <p className="said">{says}</p>
        <AsOf at={picture.asOf} />
        <form method="get" action={href(paths.mapPicture())} className="search-line">
          <PlaceField places={options} region={here?.code ?? null} />
          <button type="submit" className="quiet">
            {t('statistics.show')}
          </button>
        </form>
      </Sheet>
      {places.length === 0 ? null : (
        <Sheet labelledBy="map">
          <h2 id="map">{t('statistics.map.map')}</h2>
          <p>{t('statistics.map.legend')}</p>
          <Scroll label={t('statistics.map.map')}>
            <TileMap places={places} says={says} />
          </Scroll>
          <h3>{t('statistics.table')}</h3>
          <Folded label={t('statistics.table')}>
            <Places picture={picture} />
          </Folded>
        </Sheet>
      )}
      <AboutPicture
        picture="map"
        query={pictureQuery({ region: here?.code })}
        terms={(['projects', 'committed', 'residents', 'tiles'] as const).map((term) =>
          t(`statistics.map.about.${term}`),
        )}
        not={t('statistics.map.not')}
      />
    </Page>
  )
}

/** What the map says, in a sentence. */
function useAnswer({ projects, committedFen, places }: MapPicture): string {
  const t = useT()
  const { number, wan } = useFormat()
  if (places.length === 0) return t('statistics.map.noParts', { projects: number(projects), amount: wan(committedFen) })
  if (projects === 0) return t('statistics.map.none')
  const most = places.reduce((best, place) => (BigInt(place.committedFen) > BigInt(best.committedFen) ? place : best))
  const withProjects = places.filter((place) => place.projects > 0).length
  return t('statistics.map.answer', {
    projects: number(projects),
    amount: wan(committedFen),
    places: withProjects,
    all: places.length,
    most: most.name,
  })
}

function Places({ picture: { places, own } }: { picture: MapPicture }) {
  const t = useT()
  const { number, wan, money } = useFormat()
  const columns = [
    { key: 'projects', of: ({ projects }: MapPlace) => number(projects) },
    { key: 'committed', of: ({ committedFen }: MapPlace) => wan(committedFen) },
    { key: 'released', of: ({ releasedFen }: MapPlace) => wan(releasedFen) },
    {
      key: 'residents',
      of: ({ residents, residentsOf }: MapPlace) =>
        residents === null || residentsOf === null
          ? '—'
          : t('statistics.map.residentsOf', { residents: number(residents), year: residentsOf }),
    },
    {
      key: 'perResident',
      of: ({ perResidentFen }: MapPlace) => (perResidentFen === null ? '—' : money(perResidentFen)),
    },
  ] as const
  const shown = places.toSorted((a, b) => Number(BigInt(b.committedFen) - BigInt(a.committedFen)))
  return (
    <table className="stack">
      <thead>
        <tr>
          <th scope="col">{t('statistics.place')}</th>
          {columns.map(({ key }) => (
            <th key={key} scope="col" className="num">
              {t(`statistics.map.column.${key}`)}
            </th>
          ))}
          <th scope="col">{t('statistics.map.column.closer')}</th>
        </tr>
      </thead>
      <tbody>
        {shown.map((place) => (
          <tr key={place.code}>
            <th scope="row">
              <A to={paths.district(place.code)}>{place.name}</A>
            </th>
            {columns.map(({ key, of }) => (
              <td key={key} className="num" data-label={t(`statistics.map.column.${key}`)}>
                {of(place)}
              </td>
            ))}
            <td>
              <A
                to={`${paths.mapPicture()}?region=${place.code}`}
                aria-label={t('statistics.map.closerOf', { name: place.name })}
              >
                {t('statistics.map.closer')}
              </A>
            </td>
          </tr>
        ))}
        {own === null ? null : (
          <tr>
            <th scope="row">{t('district.own')}</th>
            <td className="num" data-label={t('statistics.map.column.projects')}>
              {number(own.projects)}
            </td>
            <td className="num" data-label={t('statistics.map.column.committed')}>
              {wan(own.committedFen)}
            </td>
          </tr>
        )}
      </tbody>
    </table>
  )
}
