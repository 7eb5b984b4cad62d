import { documentKinds, documentsMax, type Validity } from '#app/domain/organization/document.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { KeptDocument } from '#app/services/organization/queries/documents.server.ts'
import type { PublicDocument } from '#app/services/organization/queries/public-organization.server.ts'
import { Checkbox, DateField, FileField, SelectField, TextField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed } from '#app/ui/typed.tsx'

/** What an organization keeps for its bids: certificates, each with the day until which it is valid. */
export function Documents({ documents, mayKeep }: { documents: readonly KeptDocument[]; mayKeep: boolean }) {
  const t = useT()
  const remove = useFormState('removeDocument')
  const show = useFormState('showDocument')
  return (
    <Sheet labelledBy="documents">
      <h2 id="documents">{t('application.documents.title')}</h2>
      <p>{t('application.documents.lead')}</p>
      {documents.length === 0 ? (
        <p>{t('application.documents.none')}</p>
      ) : (
        <ul className="tasks">
          {documents.map((document) => (
            <li key={document.id}>
              <div>
                <DocumentName document={document} />{' '}
                <A to={paths.file(document.fileId)} download={document.fileName}>
                  <Typed>{document.fileName}</Typed>
                </A>
                <DocumentFacts document={document} />
                {document.isPublic ? <Tag tone="plain">{t('application.documents.shown')}</Tag> : null}
              </div>
              {mayKeep ? (
                <div className="actions">
                  <ActionButton
                    form={show}
                    fields={{ documentId: document.id, isPublic: document.isPublic ? 'no' : 'yes' }}
                    quiet
                  >
                    {t(document.isPublic ? 'application.documents.hide' : 'application.documents.show')}
                  </ActionButton>
                  <ActionButton form={remove} fields={{ documentId: document.id }} quiet>
                    {t('common.action.remove')}
                  </ActionButton>
                </div>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {mayKeep && documents.length < documentsMax ? <AddDocument /> : null}
    </Sheet>
  )
}

/** What an organization shows of its papers to everybody. */
export function PublicDocuments({ documents }: { documents: readonly PublicDocument[] }) {
  return (
    <ul className="plain">
      {documents.map((document) => (
        <li key={document.fileId}>
          <DocumentName document={document} />{' '}
          <A to={paths.file(document.fileId)} download={document.fileName}>
            <Typed>{document.fileName}</Typed>
          </A>
          <DocumentFacts document={document} />
        </li>
      ))}
    </ul>
  )
}

type Named = Pick<KeptDocument, 'kind' | 'title'>

/** Its kind, and its own name where it has one. */
export function useDocumentName() {
  const t = useT()
  return ({ kind, title }: Named): string =>
    [kind === 'OTHER' ? '' : t(`application.documentKind.${kind}`), title].filter((part) => part !== '').join(' · ')
}

function DocumentName({ document }: { document: Named }) {
  const name = useDocumentName()
  return <strong>{name(document)}</strong>
}

type Facts = { number: string; issuedOn: string | null; validUntil: string | null; validity?: Validity }

/** Number, dates, and a word where it has expired or soon will. */
export function DocumentFacts({ document: { number, issuedOn, validUntil, validity } }: { document: Facts }) {
  const t = useT()
  const format = useFormat()
  const facts = [
    ...(number === '' ? [] : [t('application.documents.numbered', { number })]),
    ...(issuedOn === null ? [] : [t('application.documents.issued', { day: format.day(issuedOn) })]),
    validUntil === null
      ? t('application.documents.lasting')
      : t('application.documents.until', { day: format.day(validUntil) }),
  ]
  return (
    <span className="hint">
      {facts.join(' · ')}
      {validity === 'expired' || validity === 'expiring' ? (
        <>
          {' '}
          <Tag tone={validity === 'expired' ? 'due' : 'wait'}>{t(`application.validity.${validity}`)}</Tag>
        </>
      ) : null}
    </span>
  )
}

function AddDocument() {
  const t = useT()
  const form = useFormState('addDocument')
  return (
    <details open={form.wasRefused}>
      <summary>{t('application.documents.add')}</summary>
      <PostForm form={form} withFiles>
        <SelectField
          form={form}
          name="kind"
          label={t('application.documents.kind')}
          placeholder={t('call.form.choose')}
          options={documentKinds.map((value) => ({ value, label: t(`application.documentKind.${value}`) }))}
        />
        <TextField
          form={form}
          name="title"
          label={t('application.documents.name')}
          hint={t('application.documents.nameHint')}
          maxLength={60}
          optional
        />
        <TextField form={form} name="number" label={t('application.documents.number')} maxLength={60} optional />
        <div className="two">
          <DateField form={form} name="issuedOn" label={t('application.documents.issuedOn')} optional />
          <DateField
            form={form}
            name="validUntil"
            label={t('application.documents.validUntil')}
            hint={t('application.documents.validUntilHint')}
            optional
          />
        </div>
        <FileField form={form} name="file" label={t('application.documents.file')} hint={t('bid.files.kinds')} />
        <Checkbox
          form={form}
          name="isPublic"
          label={t('application.documents.isPublic')}
          hint={t('application.documents.isPublicHint')}
        />
        <Submit>{t('application.documents.save')}</Submit>
      </PostForm>
    </details>
  )
}
