import { useLoaderData } from '@remix-run/react'
import { expertForm } from '#app/domain/account/expert-schema.ts'
import { cursorOf } from '#app/http/cursor.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useDynamicT, useLocale, useT } from '#app/i18n/provider.tsx'
import { type ExpertRow, readExpertsPage } from '#app/services/admin/queries/experts-page.server.ts'
import { updateExpert } from '#app/services/admin/update-expert.server.ts'
import { Checkbox, DateField, NumberField } from '#app/ui/form/fields.tsx'
import { useRowForm } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { AdminPage } from './admin-page.tsx'

export const loader = pageLoader({ may: 'administrator' }, ({ ctx, url }) =>
  readExpertsPage(ctx, { after: cursorOf(url) }),
)

export const action = pageAction(
  { may: 'administrator' },
  {
    save: on(expertForm, async ({ ctx, input }) => {
      const outcome = await updateExpert(ctx, input)
      return outcome.ok ? redirectWithToast(ctx, paths.adminExperts(), 'admin.experts.saved') : outcome
    }),
  },
)

export const meta = pageMeta((t) => t('admin.experts.title'))

export default function ExpertsPage() {
  const { experts, next } = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <AdminPage>
      <Sheet>
        <h1>{t('admin.experts.title')}</h1>
        <p>{t('admin.experts.intro')}</p>
        <ul className="rows">
          {experts.map((expert) => (
            <Expert key={expert.id} expert={expert} />
          ))}
        </ul>
        <Pager next={next ?? undefined} />
      </Sheet>
    </AdminPage>
  )
}

function Expert({ expert }: { expert: ExpertRow }) {
  const t = useT()
  const td = useDynamicT()
  const locale = useLocale()
  const format = useFormat()
  const form = useRowForm('save', 'expertId', expert.id, {
    isActive: expert.isActive ? 'on' : '',
    seatsMax: String(expert.seatsMax),
    trainedUntil: expert.trainedUntil ?? '',
  })
  return (
    <li>
      <h2>
        <Typed>{expert.name}</Typed> {expert.isActive ? null : <Tag tone="plain">{t('admin.experts.inactive')}</Tag>}{' '}
        {expert.isTrainingOver ? <Tag tone="due">{t('admin.experts.trainingOver')}</Tag> : null}
      </h2>
      <ul className="meta">
        <li>
          <Typed>{expert.employer}</Typed>
        </li>
        <li>{locale === 'en' ? expert.region.en : expert.region.zh}</li>
        <li>{expert.fields.map((field) => td(`common.field.${field}`)).join(' · ')}</li>
        <li>{t('admin.experts.load', { load: expert.load, max: expert.seatsMax })}</li>
        {expert.trainedUntil === null ? null : (
          <li>{t('admin.experts.trained', { day: format.day(expert.trainedUntil) })}</li>
        )}
      </ul>
      <details open={form.wasRefused}>
        <summary>{t('admin.experts.edit')}</summary>
        <PostForm form={form} label={expert.name}>
          <input type="hidden" name="expertId" value={expert.id} />
          <Checkbox form={form} name="isActive" label={t('admin.experts.isActive')} />
          <NumberField form={form} name="seatsMax" label={t('admin.experts.seatsMax')} />
          <DateField form={form} name="trainedUntil" label={t('admin.experts.trainedUntil')} optional />
          <Submit quiet>{t('common.action.save')}</Submit>
        </PostForm>
      </details>
    </li>
  )
}
