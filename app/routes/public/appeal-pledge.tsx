import { randomUUID } from 'node:crypto'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { formatGiverCode } from '#app/domain/appeal/giver-code.ts'
import { messageMax, pledgeForm } from '#app/domain/appeal/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { goTo, on, orNotFound, pageAction, pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { makePledge } from '#app/services/appeal/make-pledge.server.ts'
import { readPublicAppeal } from '#app/services/appeal/queries/public-appeals.server.ts'
import { Checkbox, EmailField, MoneyField, TextArea, TextField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Typed } from '#app/ui/typed.tsx'

const params = z.object({ id: z.uuid() })

export const loader = pageLoader({ may: 'anyone', params }, async ({ ctx, params: { id } }) => {
  const { title, leftFen, isRunning, payDays } = orNotFound(await readPublicAppeal(ctx, id))
  // The same form posted twice promises once: its key is made here.
  return { id, title, leftFen, isOpen: isRunning && leftFen !== '0', payDays, key: randomUUID() }
})

export const action = pageAction(
  { may: 'anyone', params },
  {
    pledge: on(pledgeForm, async ({ ctx, params: { id }, input }) => {
      const outcome = await makePledge(ctx, { appealId: id, ...input })
      return outcome.ok ? goTo(ctx, paths.pledge(formatGiverCode(outcome.code))) : outcome
    }),
  },
)

export const meta = pageMeta((t, { title }: { title: string }) => `${t('appeal.give')} · ${title}`)

export default function AppealPledge() {
  const { id, title, leftFen, isOpen, payDays, key } = useLoaderData<typeof loader>()
  const t = useT()
  const { money } = useFormat()
  const form = useFormState('pledge', { key })
  return (
    <Page
      crumbs={[
        { to: paths.appeals(), text: t('appeal.title') },
        { to: paths.appeal(id), text: title },
      ]}
    >
      <Sheet>
        <h1>{t('appeal.give')}</h1>
        <p>
          <Typed>{title}</Typed>
        </p>
        {isOpen || form.wasRefused ? (
          <>
            <p>{t('appeal.form.days', { days: payDays })}</p>
            <div className="big">
              <PostForm form={form}>
                <input type="hidden" name="key" value={form.value('key')} />
                <MoneyField
                  form={form}
                  name="amount"
                  label={t('appeal.form.amount')}
                  hint={t('appeal.form.amountHint', { left: money(leftFen) })}
                />
                <TextField
                  form={form}
                  name="name"
                  label={t('appeal.form.name')}
                  hint={t('appeal.form.nameHint')}
                  autoComplete="name"
                />
                <EmailField
                  form={form}
                  name="email"
                  label={t('appeal.form.email')}
                  hint={t('appeal.form.emailHint')}
                  optional
                  autoComplete="email"
                />
                <TextField
                  form={form}
                  name="phone"
                  label={t('appeal.form.phone')}
                  optional
                  inputMode="tel"
                  autoComplete="tel"
                />
                <Checkbox form={form} name="isNamed" label={t('appeal.form.isNamed')} />
                <TextField
                  form={form}
                  name="naming"
                  label={t('appeal.form.naming')}
                  hint={t('appeal.form.namingHint')}
                  optional
                  autoComplete="off"
                />
                <TextArea
                  form={form}
                  name="message"
                  label={t('appeal.form.message')}
                  hint={t('appeal.form.messageHint')}
                  optional
                  max={messageMax}
                  rows={3}
                />
                <Submit>{t('appeal.form.send')}</Submit>
              </PostForm>
            </div>
            <p className="after-form">{t('appeal.form.privacy')}</p>
          </>
        ) : (
          <>
            <p>{t(leftFen === '0' ? 'appeal.full' : 'appeal.over')}</p>
            <p>
              <A to={paths.appeal(id)}>
                <Typed>{title}</Typed>
              </A>
            </p>
          </>
        )}
      </Sheet>
    </Page>
  )
}
