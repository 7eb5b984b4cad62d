/** The sum of numbers as people typed them, two decimals at most, exact; what is not a number yet counts nothing. */
export function sumOf(texts: readonly string[]): string {
  const cents = texts.reduce((sum, text) => {
    const match = /^(\d{1,6})(?:\.(\d{1,2}))?$/.exec(text.trim())
    return match === null ? sum : sum + Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'))
  }, 0)
  return cents % 100 === 0 ? String(cents / 100) : (cents / 100).toFixed(2).replace(/0$/, '')
}
