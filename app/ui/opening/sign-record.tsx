import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { useExactInstant } from '#app/ui/bid/receipt.tsx'
import { PasswordField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Typed } from '#app/ui/typed.tsx'
import type { OpeningView } from './opening-view.ts'

type Record = { sha256: string; signatures: { name: string; at: string }[]; hasSigned: boolean }

/** Everyone who gave a share reads the record and signs its hash. */
export function SignRecord({ view: { call, hasGiven }, record }: { view: OpeningView; record: Record | undefined }) {
  const t = useT()
  const exact = useExactInstant()
  const form = useFormState('sign')
  if (record === undefined) return null
  return (
    <Sheet labelledBy="sign">
      <h2 id="sign">{t('opening.record.signatures')}</h2>
      <p>
        <A to={paths.callOpening(call.callNo)}>{t('opening.record.read')}</A>
      </p>
      <p>{t('opening.record.hash')}</p>
      <p className="hash">{record.sha256}</p>
      <ol className="path">
        {record.signatures.map(({ name, at }) => (
          <li key={name + at} className="done">
            <time dateTime={at}>{exact(at)}</time>
            <Typed>{name}</Typed>
          </li>
        ))}
      </ol>
      {hasGiven && !record.hasSigned ? (
        <PostForm form={form}>
          <input type="hidden" name="sha256" value={record.sha256} />
          <PasswordField
            form={form}
            name="password"
            label={t('bid.opening.password')}
            hint={t('opening.record.signHint')}
            autoComplete="current-password"
          />
          <Submit>{t('opening.record.sign')}</Submit>
        </PostForm>
      ) : null}
    </Sheet>
  )
}
