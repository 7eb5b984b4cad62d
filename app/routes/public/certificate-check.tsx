import { z } from 'zod'
import { text } from '#app/domain/shared/form-fields.ts'
import { pageMeta } from '#app/http/meta.ts'
import { goTo, on, pageAction, pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { checkCertificate } from '#app/services/volunteer/check-certificate.server.ts'
import { TextField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'

export const loader = pageLoader({ may: 'anyone' }, () => Promise.resolve({}))

export const action = pageAction(
  { may: 'anyone' },
  {
    check: on(z.object({ mark: text(60) }), async ({ ctx, input: { mark } }) => {
      const outcome = await checkCertificate(ctx, mark)
      return outcome.ok ? goTo(ctx, paths.certificate(outcome.mark)) : outcome
    }),
  },
)

export const meta = pageMeta(
  (t) => t('volunteer.check.title'),
  (t) => t('volunteer.check.lead'),
)

export default function CertificateCheck() {
  const t = useT()
  const form = useFormState('check')
  return (
    <Page crumbs={[{ to: paths.volunteering(), text: t('volunteer.title') }]}>
      <Sheet>
        <h1>{t('volunteer.check.title')}</h1>
        <p>{t('volunteer.check.lead')}</p>
        <PostForm form={form}>
          <TextField form={form} name="mark" label={t('volunteer.check.field')} autoComplete="off" spellCheck={false} />
          <Submit>{t('volunteer.check.submit')}</Submit>
        </PostForm>
      </Sheet>
    </Page>
  )
}
