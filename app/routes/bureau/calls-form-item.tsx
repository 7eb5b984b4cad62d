import { useLoaderData } from '@remix-run/react'
import { answersToWaitFor, type FormItem, formItemKinds, formLimits } from '#app/domain/call/form-item.ts'
import { formItemForm, formItemParams } from '#app/domain/call/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { readDraft } from '#app/services/call/queries/bureau-call.server.ts'
import { setFormItem } from '#app/services/call/set-form.server.ts'
import { useConditionText } from '#app/ui/call/form-item-list.tsx'
import { Checkbox, NumberField, SelectField, TextArea, TextField } from '#app/ui/form/fields.tsx'
import { type FormState, useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { ShownIf } from '#app/ui/form/shown-if.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'

export const loader = pageLoader({ may: 'officer', params: formItemParams }, async ({ ctx, params }) => {
  const row = orNotFound(await readDraft(ctx, params.callId))
  const items = row.form_items
  const index = items.findIndex(({ code }) => code === params.code)
  const item = items[index]
  return {
    id: row.id,
    version: row.version,
    title: row.title,
    number: params.code === 'new' ? items.length + 1 : index + 1,
    item: params.code === 'new' ? null : orNotFound(item),
    items: items.map(({ code, kind }) => ({ code, kind })),
    /** What it may wait for: answers of the items before it. */
    earlier: items.slice(0, params.code === 'new' ? undefined : index),
  }
})

export const action = pageAction(
  { may: 'officer', params: formItemParams },
  {
    save: on(formItemForm, async ({ ctx, params: { callId, code }, input: { version, ...item } }) => {
      const outcome = await setFormItem(ctx, { callId, version, item, code: code === 'new' ? undefined : code })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauCallForm(callId), 'call.toast.saved') : outcome
    }),
  },
)

export const meta = pageMeta<Awaited<ReturnType<typeof loader>>>((t, { number }) =>
  t('application.draft.itemTitle', { number }),
)

const storedOf = (item: FormItem | null) =>
  item === null
    ? { kind: 'TEXT', isRequired: 'on', maxChars: '500', rowsMax: '10' }
    : {
        ...item,
        isRequired: item.isRequired ? 'on' : '',
        options: item.options.join('\n'),
        columns: item.columns.join('\n'),
        shownIf: item.shownIf === null ? '' : `${item.shownIf.code}=${item.shownIf.answer}`,
      }

export default function CallFormItem() {
  const { id, version, title, number, item, items, earlier } = useLoaderData<typeof loader>()
  const t = useT()
  const form = useFormState('save', storedOf(item))
  const condition = useConditionText(items)
  const conditions = earlier.flatMap((asked) =>
    answersToWaitFor(asked).map((answer) => ({
      value: `${asked.code}=${answer}`,
      label: condition({ code: asked.code, answer }),
    })),
  )
  return (
    <Page
      crumbs={[
        { to: paths.bureauCall(id), text: title },
        { to: paths.bureauCallForm(id), text: t('application.title') },
      ]}
    >
      <Sheet>
        <h1>{t('application.draft.itemTitle', { number })}</h1>
        <PostForm form={form} version={version}>
          <SelectField
            form={form}
            name="kind"
            label={t('application.draft.kind')}
            options={formItemKinds.map((value) => ({ value, label: t(`application.kind.${value}`) }))}
          />
          <TextField form={form} name="title" label={t('application.draft.title')} maxLength={120} />
          <TextArea
            form={form}
            name="hint"
            label={t('application.draft.hint')}
            hint={t('application.draft.hintHint')}
            max={300}
            rows={2}
            optional
          />
          <OfKind form={form} />
          <Checkbox form={form} name="isRequired" label={t('application.draft.isRequired')} />
          {conditions.length === 0 ? null : (
            <SelectField
              form={form}
              name="shownIf"
              label={t('application.draft.shownIf')}
              hint={t('application.draft.shownIfHint')}
              options={[{ value: '', label: t('application.draft.always') }, ...conditions]}
              optional
            />
          )}
          <div className="actions">
            <Submit>{t('common.action.save')}</Submit>
            <A className="button quiet" to={paths.bureauCallForm(id)}>
              {t('common.action.back')}
            </A>
          </div>
        </PostForm>
      </Sheet>
    </Page>
  )
}

/** What only one kind has. Without JavaScript all of it is there, and says for which kind it counts. */
function OfKind({ form }: { form: FormState }) {
  const t = useT()
  return (
    <>
      <ShownIf field="kind" answer="TEXT" isShown>
        <NumberField
          form={form}
          name="maxChars"
          label={t('application.draft.maxChars')}
          hint={t('application.draft.maxCharsHint')}
          optional={t('application.draft.onlyFor', { kind: t('application.kind.TEXT') })}
        />
      </ShownIf>
      <ShownIf field="kind" answer="CHOICE" isShown>
        <TextArea
          form={form}
          name="options"
          label={t('application.draft.options')}
          hint={t('application.draft.optionsHint', { max: formLimits.options })}
          rows={5}
          optional={t('application.draft.onlyFor', { kind: t('application.kind.CHOICE') })}
        />
      </ShownIf>
      <ShownIf field="kind" answer="ROWS" isShown>
        <TextArea
          form={form}
          name="columns"
          label={t('application.draft.columns')}
          hint={t('application.draft.columnsHint', { max: formLimits.columns })}
          rows={4}
          optional={t('application.draft.onlyFor', { kind: t('application.kind.ROWS') })}
        />
        <NumberField
          form={form}
          name="rowsMax"
          label={t('application.draft.rowsMax')}
          hint={t('application.draft.rowsMaxHint', { max: formLimits.rows })}
          optional={t('application.draft.onlyFor', { kind: t('application.kind.ROWS') })}
        />
      </ShownIf>
    </>
  )
}
