/**
 * The language that a program asks for by `Accept-Language` (RFC 9110, 12.5.4): of ours the one with the greatest weight; undefined where it
 * asks for neither.
 */
export function wantedLanguage(header: string | null): 'zh-CN' | 'en' | undefined {
  const wishes = (header ?? '')
    .split(',')
    .map((part) => {
      const [range = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase())
      const weight = parameters.find((piece) => piece.startsWith('q='))
      return { language: range.split('-')[0], weight: weight === undefined ? 1 : Number(weight.slice(2)) }
    })
    .filter(({ language, weight }) => (language === 'zh' || language === 'en') && weight > 0)
    .toSorted((one, other) => other.weight - one.weight)
  const [first] = wishes
  return first === undefined ? undefined : first.language === 'en' ? 'en' : 'zh-CN'
}
