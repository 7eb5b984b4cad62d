import { useLoaderData } from '@remix-run/react'
import { factors, itemFactors, postPrice } from '#app/domain/post-price/price.ts'
import { pageMeta } from '#app/http/meta.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useHref, useT } from '#app/i18n/provider.tsx'
import { readPublicPrices } from '#app/services/post-price/queries/standards.server.ts'
import { Cites } from '#app/ui/cites.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { ListFiles } from '#app/ui/open-data/list-files.tsx'
import { useItemAmount, useItemLabel, useSourceText } from '#app/ui/post-price/labels.ts'
import { PriceSteps } from '#app/ui/post-price/price-steps.tsx'
import { StandardTable } from '#app/ui/post-price/standard-table.tsx'
import { Mixed } from '#app/ui/mixed.tsx'

/** What is asked stands in the address, so that an answer can be passed on: level, five grades, and whose standard. */
export const loader = pageLoader({ may: 'anyone' }, async ({ ctx, url: { searchParams } }) => {
  const asked = Object.fromEntries(itemFactors.map((factor) => [factor, Number(searchParams.get(factor) ?? 1)]))
  const prices = await readPublicPrices(ctx, searchParams.get('body') ?? undefined)
  return { ...prices, bodyId: prices.standard.bodyId ?? '', asked }
})

export const meta = pageMeta<unknown>(
  (t) => t('post-price.calculator'),
  (t) => t('post-price.calculatorLead'),
)

export default function PostPrices() {
  const { standard, bodies, bodyId, bodyName, asked } = useLoaderData<typeof loader>()
  const t = useT()
  const href = useHref()
  const label = useItemLabel()
  const amount = useItemAmount()
  const sourceText = useSourceText()
  const grades = factors.map((factor) => asked[factor] ?? 1)
  const price = postPrice(standard.items, { level: asked['LEVEL'] ?? 1, grades })
  return (
    <Page crumbs={[{ to: paths.rules(), text: t('ruleBook.title') }]}>
      <Sheet>
        <h1>{t('post-price.calculator')}</h1>
        <p>{t('post-price.calculatorLead')}</p>
        <form method="get" action={href(paths.postPrices())} aria-label={t('post-price.calculator')}>
          <div className="three">
            {bodies.length === 0 ? null : (
              <div className="field">
                <label htmlFor="body">{t('post-price.whose')}</label>
                <select id="body" name="body" defaultValue={bodyId}>
                  <option value="">{t('post-price.example')}</option>
                  {bodies.map(({ id, name }) => (
                    <option key={id} value={id}>
                      {name}
                    </option>
                  ))}
                </select>
              </div>
            )}
            {itemFactors.map((factor) => (
              <div key={factor} className="field">
                <label htmlFor={factor}>{t(`post-price.factor.${factor}`)}</label>
                <select id={factor} name={factor} defaultValue={String(asked[factor] ?? 1)}>
                  {standard.items
                    .filter((item) => item.factor === factor)
                    .map((item) => (
                      <option key={item.position} value={String(item.position)}>
                        <Mixed text={t('post-price.grade', { name: label(item), amount: amount(item) })} />
                      </option>
                    ))}
                </select>
              </div>
            ))}
          </div>
          <p>
            <button type="submit">{t('post-price.calculate')}</button>
          </p>
        </form>
        <h2>{t('post-price.result')}</h2>
        {price === undefined ? <p className="notice">{t('post-price.unknown')}</p> : <PriceSteps price={price} />}
        <p className="hint">
          {bodyName === null ? t('post-price.example') : bodyName} · <Cites text={sourceText(standard)} />
        </p>
        <details>
          <summary>{t('post-price.whole')}</summary>
          <StandardTable items={standard.items} />
        </details>
        <ListFiles list="post-prices" filter={standard.bodyId === null ? {} : { body: standard.bodyId }} isOther />
      </Sheet>
    </Page>
  )
}
