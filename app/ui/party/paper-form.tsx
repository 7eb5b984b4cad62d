import { useT } from '#app/i18n/provider.tsx'
import { FileField } from '#app/ui/form/fields.tsx'
import { useRowForm } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'

/** The signed paper of a party that is not on the platform: uploading it vouches that it is this content. */
export function PaperForm({ partyId, sha256 }: { partyId: string; sha256: string }) {
  const t = useT()
  const form = useRowForm('paper', 'partyId', partyId)
  return (
    <details open={form.wasRefused ? true : undefined}>
      <summary>{t('party.paper')}</summary>
      <p>{t('party.paperLead')}</p>
      <p className="hash">{sha256}</p>
      <PostForm form={form} withFiles>
        <input type="hidden" name="partyId" value={partyId} />
        <input type="hidden" name="contentSha256" value={sha256} />
        <FileField
          form={form}
          name="file"
          label={t('party.paper')}
          hint={t('party.paperHint', { hash: sha256.slice(0, 16) })}
        />
        <Submit>{t('party.keepPaper')}</Submit>
      </PostForm>
    </details>
  )
}
