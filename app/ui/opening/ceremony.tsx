import { useT } from '#app/i18n/provider.tsx'
import { PasswordField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Cite } from '#app/ui/rules/cite.tsx'
import { Keyholders } from './keyholders.tsx'
import type { OpeningView } from './opening-view.ts'

export function Ceremony({ view }: { view: OpeningView }) {
  const t = useT()
  const { count, minimum, minimumRule, isEnough, threshold, given } = view
  return (
    <>
      <p>{t('bid.opening.count', { count })}</p>
      <p>
        {t('bid.opening.minimum', { minimum })} <Cite citation={minimumRule} />
      </p>
      {!isEnough ? (
        <p className="notice">{t('bid.opening.tooFew')}</p>
      ) : (
        <>
          <p>{t('opening.ceremony.how', { count: view.keyholders.length, threshold })}</p>
          <p>{t('opening.ceremony.given', { given, threshold })}</p>
          <Keyholders view={view} />
          {view.isNotRebuilt ? <p className="notice">{t('opening.ceremony.notRebuilt')}</p> : null}
          <Contribute view={view} />
        </>
      )}
    </>
  )
}

/** The keyholder's own part; who holds no share is told so. */
function Contribute({ view }: { view: OpeningView }) {
  const t = useT()
  const form = useFormState('confirm')
  if (view.hasGiven) return <p className="notice">{t('opening.ceremony.yours')}</p>
  if (!view.isKeyholder) return <p className="notice">{t('opening.ceremony.notKeyholder')}</p>
  if (view.isOwnKeyLost) return <p className="notice">{t('opening.ceremony.ownLost')}</p>
  if (!view.mayConfirm) return null
  return (
    <PostForm form={form}>
      <PasswordField
        form={form}
        name="passphrase"
        label={t('opening.key.passphrase')}
        hint={t('opening.ceremony.passphraseHint')}
        autoComplete="off"
      />
      <Submit>{t('bid.opening.confirm')}</Submit>
    </PostForm>
  )
}
