import { useLoaderData } from '@remix-run/react'
import { newVenueForm } from '#app/domain/venue/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { readOfficialBodies } from '#app/services/need/queries/official-bodies.server.ts'
import { readRegionOptions } from '#app/services/shared/region-options.server.ts'
import { enterVenue } from '#app/services/venue/keep-venue.server.ts'
import { readBodyVenues } from '#app/services/venue/queries/venues.server.ts'
import { SelectField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { RegionSelect } from '#app/ui/region-select.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { VenueFields } from '#app/ui/venue/venue-fields.tsx'

export const loader = pageLoader({ may: 'officer' }, async ({ ctx }) => ({
  venues: await readBodyVenues(ctx),
  bodies: await readOfficialBodies(ctx),
  regions: await readRegionOptions(ctx),
}))

export const action = pageAction(
  { may: 'officer' },
  {
    enter: on(newVenueForm, async ({ ctx, input }) => {
      const outcome = await enterVenue(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.bureauVenue(outcome.venueId), 'venue.toast.saved') : outcome
    }),
  },
)

export const meta = pageMeta((t) => t('venue.board.title'))

export default function BodyVenues() {
  const { venues, bodies, regions } = useLoaderData<typeof loader>()
  const t = useT()
  const form = useFormState('enter', {
    bodyId: bodies[0]?.id,
    regionId: bodies[0]?.regionId,
    kind: 'ROOM',
    fee: '0',
    fullFee: '0',
  })
  return (
    <Page crumbs={[{ to: paths.desk(), text: t('common.nav.desk') }]}>
      <Sheet>
        <h1>{t('venue.board.title')}</h1>
        <p>
          <A to={paths.venues()}>{t('need.board.publicPage')}</A>
        </p>
        {venues.length === 0 ? <p>{t('venue.none')}</p> : null}
        <h2 className="visually-hidden">{t('common.listed')}</h2>
        <ul className="rows">
          {venues.map((venue) => (
            <li key={venue.id}>
              <h3>
                <A to={paths.bureauVenue(venue.id)}>
                  <Typed>{venue.name}</Typed>
                </A>
              </h3>
              <ul className="meta">
                {venue.asked === 0 ? null : (
                  <li>
                    <Tag tone="wait">{t('venue.board.asked', { count: venue.asked })}</Tag>
                  </li>
                )}
                <li>
                  <Typed>{venue.unit}</Typed>
                </li>
                <li>{venue.regionName}</li>
                {venue.isOpen ? null : <li>{t('venue.shut')}</li>}
              </ul>
            </li>
          ))}
        </ul>
      </Sheet>
      <Sheet>
        <details open={form.wasRefused ? true : undefined}>
          <summary>{t('venue.board.enter')}</summary>
          <PostForm form={form}>
            <SelectField
              form={form}
              name="bodyId"
              label={t('venue.board.office')}
              options={bodies.map(({ id, name }) => ({ value: id, label: name }))}
            />
            <RegionSelect
              form={form}
              name="regionId"
              label={t('need.where')}
              placeholder={t('need.choose')}
              options={regions}
            />
            <VenueFields form={form} />
            <Submit>{t('venue.board.save')}</Submit>
          </PostForm>
        </details>
      </Sheet>
    </Page>
  )
}
