import type { FormItem } from '#app/domain/call/form-item.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import type { FormAnswerView } from '#app/services/bid/queries/form-view.ts'
import { FileField } from '#app/ui/form/fields.tsx'
import { useFormState, useRowForm } from '#app/ui/form/form-state.ts'
import { ActionButton, PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { ShownIf } from '#app/ui/form/shown-if.tsx'
import { useFormat } from '#app/ui/format.ts'
import { A } from '#app/ui/link.tsx'
import { Typed } from '#app/ui/typed.tsx'

type Props = { bidId: string; answers: readonly FormAnswerView[] }

/** Files that the form asks for: each goes up by itself, encrypted at once. */
export function FormFiles({
  items,
  shown,
  ...props
}: Props & { items: readonly FormItem[]; shown: ReadonlySet<string> }) {
  const t = useT()
  return (
    <section>
      <h2>{t('application.fill.files')}</h2>
      <p>{t('application.fill.filesHint')}</p>
      {items.map((item) => (
        <div key={item.code} id={`item-${item.code}`} className="form-item">
          <ShownIf
            field={item.shownIf === null ? undefined : `form.${item.shownIf.code}`}
            answer={item.shownIf?.answer ?? ''}
            isShown={shown.has(item.code)}
          >
            <FormFile item={item} {...props} />
          </ShownIf>
        </div>
      ))}
    </section>
  )
}

function FormFile({ bidId, item, answers }: Props & { item: FormItem }) {
  const t = useT()
  const format = useFormat()
  const upload = useRowForm('upload', 'item', item.code)
  const remove = useFormState('remove')
  const file = answers.find(({ code }) => code === item.code)?.file ?? null
  if (file === null)
    return (
      <PostForm form={upload} withFiles>
        <input type="hidden" name="item" value={item.code} />
        <FileField
          form={upload}
          name="file"
          label={<Typed>{item.title}</Typed>}
          hint={
            <>
              {item.hint === '' ? null : <Typed>{item.hint} </Typed>}
              {t('bid.files.kinds')}
            </>
          }
          optional={!item.isRequired}
        />
        <Submit quiet>{t('bid.files.upload')}</Submit>
      </PostForm>
    )
  return (
    <>
      <h3>
        <Typed>{item.title}</Typed>
      </h3>
      <ul className="tasks">
        <li>
          <span>
            <A to={paths.ngoBidFile(bidId, file.fileId)} download>
              <Typed>{file.name}</Typed>
            </A>{' '}
            <small>{format.bytes(file.size)}</small>
          </span>
          <ActionButton form={remove} fields={{ fileId: file.fileId }} quiet>
            {t('common.action.remove')}
          </ActionButton>
        </li>
      </ul>
    </>
  )
}
