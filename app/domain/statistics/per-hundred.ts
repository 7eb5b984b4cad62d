/** How much of each hundred: whole from ten up, with one decimal below; nothing of nothing is nothing. Below zero never. */
export function perHundred(part: bigint, whole: bigint): number {
  if (whole <= 0n || part <= 0n) return 0
  const thousandths = Number((part * 1000n * 2n + whole) / (whole * 2n))
  return thousandths >= 100 ? Math.round(thousandths / 10) : thousandths / 10
}
