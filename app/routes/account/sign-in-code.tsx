import { redirect } from '@remix-run/node'
import { codeSchema } from '#app/domain/account/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, pageAction, pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { enterSession, wantedPage, withWanted } from '#app/http/session.server.ts'
import { useT } from '#app/i18n/provider.tsx'
import { readFactor } from '#app/services/account/queries/second-factor-page.server.ts'
import { passSecondFactor } from '#app/services/account/second-factor.server.ts'
import { CodeField } from '#app/ui/account/code-field.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'

export const loader = pageLoader({ may: 'identified' }, async ({ ctx, url }) => {
  if (!ctx.actor.owesSecondFactor) throw redirect(wantedPage(ctx, url))
  const factor = await readFactor(ctx)
  if (!factor.isEnrolled) throw redirect(withWanted(ctx, paths.secondFactor(), url))
  return {}
})

export const action = pageAction(
  { may: 'identified' },
  {
    code: on(codeSchema, async ({ ctx, input, url }) => {
      const outcome = await passSecondFactor(ctx, input)
      if (!outcome.ok) return outcome
      return enterSession(
        outcome.token,
        wantedPage(ctx, url),
        outcome.isKept ? 'account.toast.closingCalledOff' : undefined,
      )
    }),
  },
)

export const meta = pageMeta((t) => t('account.code.title'))

export default function SignInCodePage() {
  const t = useT()
  const form = useFormState('code')
  return (
    <Page>
      <Sheet>
        <h1>{t('account.code.title')}</h1>
        <p>{t('account.code.intro')}</p>
        <PostForm form={form}>
          <CodeField form={form} hint={t('account.code.hint')} />
          <div className="actions">
            <Submit>{t('account.code.submit')}</Submit>
          </div>
        </PostForm>
        <ul className="meta after-form">
          <li>
            <A to={paths.signOut()}>{t('account.code.other')}</A>
          </li>
        </ul>
      </Sheet>
    </Page>
  )
}
