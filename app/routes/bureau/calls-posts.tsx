import { useLoaderData } from '@remix-run/react'
import { callParams } from '#app/domain/call/schema.ts'
import { factors, itemFactors, postsTotal } from '#app/domain/post-price/price.ts'
import { postsForm } from '#app/domain/post-price/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, orNotFound, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { readDraft } from '#app/services/call/queries/bureau-call.server.ts'
import { setPosts } from '#app/services/call/set-posts.server.ts'
import { readStandard } from '#app/services/post-price/store.server.ts'
import { NumberField, SelectField, TextField } from '#app/ui/form/fields.tsx'
import { type FormState, useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { AddRow, EnterSaves, RemoveRow, rowId } from '#app/ui/form/rows.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { useItemAmount, useItemLabel, useSourceText } from '#app/ui/post-price/labels.ts'
import { PostTable } from '#app/ui/post-price/post-table.tsx'
import { Typed } from '#app/ui/typed.tsx'

export const loader = pageLoader({ may: 'officer', params: callParams }, async ({ ctx, params }) => {
  const row = orNotFound(await readDraft(ctx, params.callId))
  const standard = await readStandard(ctx.db, row.body_id)
  return {
    id: row.id,
    version: row.version,
    title: row.title,
    ceilingFen: row.ceiling_fen,
    posts: row.posts,
    postStandard: row.post_standard,
    standard,
    values: {
      posts: row.posts.map(({ title, level, grades, headcount, months }) => ({
        title,
        LEVEL: String(level),
        ...Object.fromEntries(factors.map((factor, index) => [factor, String(grades[index] ?? '')])),
        headcount: String(headcount),
        months: String(months),
      })),
    },
  }
})

export const action = pageAction(
  { may: 'officer', params: callParams },
  {
    save: on(postsForm, async ({ ctx, params, input }) => {
      const outcome = await setPosts(ctx, { callId: params.callId, ...input })
      return outcome.ok ? redirectWithToast(ctx, paths.bureauCallPosts(params.callId), 'call.toast.saved') : outcome
    }),
  },
)

export const meta = pageMeta<unknown>((t) => t('post-price.callTitle'))

type View = ReturnType<typeof useLoaderData<typeof loader>>

export default function CallPosts() {
  const view = useLoaderData<typeof loader>()
  const { id, version, title, posts, postStandard, ceilingFen } = view
  const t = useT()
  const { money } = useFormat()
  const sourceText = useSourceText()
  const form = useFormState('save', view.values)
  const totalFen = postsTotal(posts)
  return (
    <Page
      crumbs={[
        { to: paths.bureauCalls(), text: t('call.bureau.title') },
        { to: paths.bureauCall(id), text: title },
      ]}
    >
      <Sheet>
        <h1>{t('post-price.callTitle')}</h1>
        <p className="note">
          <Typed>{title}</Typed>
        </p>
        <p>{t('post-price.callLead')}</p>
        <p className="hint">{sourceText(view.standard)}</p>
        <PostForm form={form} version={version}>
          <EnterSaves />
          {Array.from({ length: form.rows('posts') }, (_, index) => (
            <PostRow key={index} form={form} index={index} view={view} />
          ))}
          <p>
            <AddRow form={form} name="posts" row={{ headcount: '1', months: '12' }}>
              {t('post-price.addPost')}
            </AddRow>
          </p>
          <div className="actions">
            <Submit>{t('post-price.savePosts')}</Submit>
            <A className="button quiet" to={paths.bureauCall(id)}>
              {t('call.bureau.back')}
            </A>
          </div>
        </PostForm>
      </Sheet>
      {posts.length === 0 || postStandard === null ? null : (
        <Sheet labelledBy="sum">
          <h2 id="sum">{t('post-price.sum')}</h2>
          <PostTable posts={posts} standard={postStandard} />
          <p className={BigInt(ceilingFen) === totalFen ? undefined : 'notice'}>
            {t('post-price.against', { total: money(String(totalFen)), ceiling: money(ceilingFen) })}
          </p>
        </Sheet>
      )}
    </Page>
  )
}

function PostRow({ form, index, view }: { form: FormState; index: number; view: View }) {
  const t = useT()
  const label = useItemLabel()
  const amount = useItemAmount()
  const name = (field: string) => `posts[${index}].${field}`
  const number = index + 1
  return (
    <fieldset className="row" id={rowId(form, 'posts', index)}>
      <legend>{t('post-price.row', { number })}</legend>
      <TextField form={form} name={name('title')} label={t('post-price.postTitle')} />
      <div className="three">
        {itemFactors.map((factor) => (
          <SelectField
            key={factor}
            form={form}
            name={name(factor)}
            label={t(`post-price.factor.${factor}`)}
            placeholder={t('bid.budget.chooseKind')}
            options={view.standard.items
              .filter((item) => item.factor === factor)
              .map((item) => ({
                value: String(item.position),
                label: t('post-price.grade', { name: label(item), amount: amount(item) }),
              }))}
          />
        ))}
      </div>
      <div className="two">
        <NumberField form={form} name={name('headcount')} label={t('post-price.column.headcount')} />
        <NumberField form={form} name={name('months')} label={t('post-price.column.months')} />
      </div>
      <div className="take-away">
        <RemoveRow form={form} name="posts" index={index} label={t('post-price.removeLabel', { number })}>
          {t('common.action.remove')}
        </RemoveRow>
      </div>
    </fieldset>
  )
}
