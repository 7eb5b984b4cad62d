/** The process answers: nothing else is claimed, and nothing else is asked. */
export const loader = Object.assign(() => new Response('ok\n', { headers: { 'Cache-Control': 'no-store' } }), {
  may: 'anyone' as const,
})
