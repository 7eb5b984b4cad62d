import { columnsOf, type ImportColumn, isFilled, type ImportKind, rowsMax } from '#app/domain/import/columns.ts'
import { paths } from '#app/http/paths.ts'
import { useDynamicT, useHref, useT } from '#app/i18n/provider.tsx'
import { FileField, SelectField } from '#app/ui/form/fields.tsx'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'

type Open = { id: string; uploadedAt: string; expiresAt: string }
type Body = { id: string; name: string }

/** Where a list is brought in: the template, what goes into it, the file. */
export function StartImport({
  kind,
  open,
  bodies,
}: {
  kind: ImportKind
  open: readonly Open[]
  bodies?: readonly Body[]
}) {
  const t = useT()
  const href = useHref()
  return (
    <>
      <Sheet>
        <h1>{t(`import.title.${kind}`)}</h1>
        <p>{t('import.lead')}</p>
        <p>{t(`import.who.${kind}`)}</p>
        <OpenImports open={open} />
      </Sheet>
      <Sheet>
        <h2>{t('import.template')}</h2>
        <p>{t('import.templateLead')}</p>
        <div className="actions">
          <a className="button quiet" href={href(paths.importTemplate(kind, 'xlsx'))} download>
            {t('import.templateXlsx')}
          </a>
          <a className="button quiet" href={href(paths.importTemplate(kind, 'csv'))} download>
            {t('import.templateCsv')}
          </a>
        </div>
        <details>
          <summary>{t('import.columns')}</summary>
          <Columns kind={kind} />
        </details>
      </Sheet>
      <Sheet>
        <h2>{t('import.upload')}</h2>
        <UploadForm kind={kind} bodies={bodies ?? []} />
      </Sheet>
    </>
  )
}

function OpenImports({ open }: { open: readonly Open[] }) {
  const t = useT()
  const format = useFormat()
  if (open.length === 0) return null
  return (
    <>
      <h2>{t('import.open')}</h2>
      <ul>
        {open.map(({ id, uploadedAt, expiresAt }) => (
          <li key={id}>
            <A to={paths.importPreview(id)}>
              {t('import.openRow', { at: format.instant(uploadedAt), until: format.instant(expiresAt) })}
            </A>
          </li>
        ))}
      </ul>
    </>
  )
}

function Columns({ kind }: { kind: ImportKind }) {
  const t = useT()
  const word = useDynamicT()
  return (
    <dl className="facts">
      {columnsOf(kind).map((column) => (
        <div key={column.key}>
          <dt>{word(`import.column.${kind}.${column.key}`)}</dt>
          <dd>
            <ColumnHint column={column} /> {isFilled(column) ? t('import.isRequired') : null}
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** Of columns whose name does not say it all. */
const notes = {
  creditCode: 'import.codeHint',
  region: 'import.regionHint',
  registeredFen: 'import.moneyHint',
  phone: 'import.phoneOrEmail',
  email: 'import.emailHint',
} as const

function ColumnHint({ column: { key, type, choices, isRequired, wordsOf = '' } }: { column: ImportColumn }) {
  const t = useT()
  const word = useDynamicT()
  if (type === 'day') return t('import.dayHint')
  if (type === 'yes') return t('import.yesHint')
  if (choices !== undefined) {
    const list = choices.map((choice) => word(`${wordsOf}.${choice}`)).join(t('import.comma'))
    return t(type === 'many' ? 'import.someOf' : 'import.oneOf', { list })
  }
  const note = (notes as Readonly<Record<string, (typeof notes)[keyof typeof notes]>>)[key]
  if (note !== undefined) return t(note)
  return isRequired === true ? null : t('import.mayBeEmpty')
}

function UploadForm({ kind, bodies }: { kind: ImportKind; bodies: readonly Body[] }) {
  const t = useT()
  const form = useFormState('upload', { bodyId: bodies[0]?.id ?? '' })
  return (
    <PostForm form={form} withFiles>
      {bodies.length > 1 ? (
        <SelectField
          form={form}
          name="bodyId"
          label={t('import.forBody')}
          options={bodies.map(({ id, name }) => ({ value: id, label: name }))}
        />
      ) : (
        bodies.map(({ id }) => <input key={id} type="hidden" name="bodyId" value={id} />)
      )}
      <FileField
        form={form}
        name="file"
        label={t('import.file')}
        hint={t('import.fileHint', { rows: rowsMax[kind] })}
      />
      <Submit>{t('import.submit')}</Submit>
    </PostForm>
  )
}
