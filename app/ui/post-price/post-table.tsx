import { Cites } from '#app/ui/cites.tsx'
import {
  type Grading,
  type PostSize,
  postPrice,
  postsTotal,
  postTotal,
  type PriceItem,
} from '#app/domain/post-price/price.ts'
import { useT } from '#app/i18n/provider.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Typed } from '#app/ui/typed.tsx'
import { useSourceText } from './labels.ts'
import { PriceSteps } from './price-steps.tsx'

type Post = Grading & PostSize & { title: string }
type Standard = { sourceZh: string; sourceEn: string; isConfirmed: boolean; items: readonly PriceItem[] }

/** The posts of a call: price a month × posts × months, what they make together, and how each price is made. */
export function PostTable({ posts, standard }: { posts: readonly Post[]; standard: Standard }) {
  const t = useT()
  const { money, number } = useFormat()
  const sourceText = useSourceText()
  return (
    <>
      <table className="stack">
        <thead>
          <tr>
            <th scope="col">{t('post-price.column.post')}</th>
            <th scope="col" className="num">
              {t('post-price.column.monthly')}
            </th>
            <th scope="col" className="num">
              {t('post-price.column.headcount')}
            </th>
            <th scope="col" className="num">
              {t('post-price.column.months')}
            </th>
            <th scope="col" className="num">
              {t('post-price.column.total')}
            </th>
          </tr>
        </thead>
        <tbody>
          {posts.map((post, index) => (
            <tr key={index}>
              <th scope="row">
                <Typed>{post.title}</Typed>
              </th>
              <td className="num" data-label={t('post-price.column.monthly')}>
                {money(post.monthlyFen)}
              </td>
              <td className="num" data-label={t('post-price.column.headcount')}>
                {number(post.headcount)}
              </td>
              <td className="num" data-label={t('post-price.column.months')}>
                {number(post.months)}
              </td>
              <td className="num" data-label={t('post-price.column.total')}>
                {money(String(postTotal(post)))}
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={4}>
              {t('post-price.together')}
            </th>
            <td className="num" data-label={t('post-price.together')}>
              <strong>{money(String(postsTotal(posts)))}</strong>
            </td>
          </tr>
        </tfoot>
      </table>
      <p className="hint">
        <Cites text={sourceText(standard)} />
      </p>
      {posts.map((post, index) => {
        const price = postPrice(standard.items, post)
        return price === undefined ? null : (
          <details key={index}>
            <summary>
              {t('post-price.how')} <Typed>{post.title}</Typed>
            </summary>
            <PriceSteps price={price} />
          </details>
        )
      })}
    </>
  )
}
