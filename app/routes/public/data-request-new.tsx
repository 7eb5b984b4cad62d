import { randomUUID } from 'node:crypto'
import { useLoaderData } from '@remix-run/react'
import { dataPlaces, dataRequestForm, dataWishes, wordsMax } from '#app/domain/privacy/data-request.ts'
import { pageMeta } from '#app/http/meta.ts'
import { goTo, on, pageAction, pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { askDataRequest } from '#app/services/privacy/ask-request.server.ts'
import { readRequestTerm } from '#app/services/privacy/queries/data-requests.server.ts'
import { EmailField, SelectField, TextArea, TextField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { useLocalName } from '#app/ui/local-name.ts'
import { Mixed } from '#app/ui/mixed.tsx'
import { Tag } from '#app/ui/tag.tsx'

export const loader = pageLoader({ may: 'anyone' }, async ({ ctx }) => ({
  key: randomUUID(),
  term: await readRequestTerm(ctx),
}))

export const action = pageAction(
  { may: 'anyone' },
  {
    ask: on(dataRequestForm, async ({ ctx, input }) => {
      const outcome = await askDataRequest(ctx, input)
      return outcome.ok ? goTo(ctx, paths.dataRequestSent()) : outcome
    }),
  },
)

export const meta = pageMeta(
  (t) => t('privacy.request.title'),
  (t) => t('privacy.request.lead'),
)

/** For people who have no account here and are named here all the same. */
export default function NewDataRequest() {
  const { key, term } = useLoaderData<typeof loader>()
  const t = useT()
  const nameOf = useLocalName()
  const form = useFormState('ask', { key })
  return (
    <Page crumbs={[{ to: paths.privacy(), text: t('privacy.title') }]}>
      <Sheet>
        <h1>{t('privacy.request.title')}</h1>
        <p>{t('privacy.request.lead')}</p>
        <p>
          {t('privacy.request.hasAccount')} <A to={paths.account()}>{t('account.page.title')}</A>
        </p>
        <p>{t('privacy.request.term', { count: term.days })}</p>
        <p className="hint">
          {t('privacy.request.basis')} <Mixed text={nameOf(term.source)} />{' '}
          {term.isConfirmed ? null : <Tag tone="wait">{t('ruleBook.toBeConfirmed')}</Tag>}
        </p>
        <PostForm form={form}>
          <input type="hidden" name="key" value={form.value('key') || key} />
          <SelectField
            form={form}
            name="wish"
            label={t('privacy.request.wishLabel')}
            placeholder={t('privacy.request.choose')}
            options={dataWishes.map((value) => ({ value, label: t(`privacy.request.wish.${value}`) }))}
          />
          <SelectField
            form={form}
            name="about"
            label={t('privacy.request.aboutLabel')}
            placeholder={t('privacy.request.choose')}
            options={dataPlaces.map((value) => ({ value, label: t(`privacy.request.about.${value}`) }))}
          />
          <TextArea
            form={form}
            name="words"
            label={t('privacy.request.words')}
            hint={t('privacy.request.wordsHint')}
            max={wordsMax}
            rows={6}
          />
          <TextField
            form={form}
            name="name"
            label={t('privacy.request.name')}
            hint={t('privacy.request.nameHint')}
            optional
            maxLength={40}
            autoComplete="name"
            className="short"
          />
          <EmailField
            form={form}
            name="email"
            label={t('privacy.request.email')}
            hint={t('privacy.request.emailHint')}
          />
          <Submit>{t('privacy.request.submit')}</Submit>
        </PostForm>
      </Sheet>
    </Page>
  )
}
