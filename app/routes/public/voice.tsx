import { slipForm } from '#app/domain/voice/schema.ts'
import { formatCode } from '#app/domain/voice/code.ts'
import { pageMeta } from '#app/http/meta.ts'
import { goTo, on, pageAction, pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { TextField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'

export const loader = pageLoader({ may: 'anyone' }, () => Promise.resolve({}))

export const action = pageAction(
  { may: 'anyone' },
  { open: on(slipForm, ({ ctx, input }) => Promise.resolve(goTo(ctx, paths.voiceAnswer(formatCode(input.slip))))) },
)

export const meta = pageMeta(
  (t) => t('voice.enter.title'),
  (t) => t('voice.enter.lead'),
)

export default function Voice() {
  const t = useT()
  const form = useFormState('open')
  return (
    <Page>
      <Sheet>
        <h1>{t('voice.enter.title')}</h1>
        <p>{t('voice.enter.lead')}</p>
        <div className="big">
          <PostForm form={form}>
            <TextField
              form={form}
              name="slip"
              label={t('voice.enter.slip')}
              hint={t('voice.enter.slipHint')}
              className="slip"
              autoComplete="off"
              spellCheck={false}
            />
            <Submit>{t('voice.enter.go')}</Submit>
          </PostForm>
        </div>
        <p className="after-form">{t('voice.enter.privacy')}</p>
        <p>{t('voice.enter.noSlip')}</p>
      </Sheet>
    </Page>
  )
}
