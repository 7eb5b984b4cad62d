import { paths } from '#app/http/paths.ts'
import { runningProject } from '#tests/support/scenes-project.ts'
import { expectSaid, expectTitle, follow, press, see } from '../hands.ts'
import { sceneDatabase } from '../scene-database.ts'
import { type Actor, expect, test } from '../stage.ts'

test('a project is followed with one press, a letter comes of what happens, and ends with one press', async ({
  stage,
}) => {
  // The letter comes by itself, a little after the event.
  test.slow()
  const { t, db } = stage
  const look = (actor: Actor, name: string) => see(stage, actor, `follow-${name}`)
  const { callNo } = await runningProject(sceneDatabase(stage))
  const { id, projectNo, title } = await db.project.findFirstOrThrow({ where: { call: { callNo } } })
  const visitor = await stage.anonymous()
  const reader = await stage.enter({ name: '读者乙' })

  await test.step('a visitor is offered a way in and a feed, and it tells of what was public', async () => {
    await visitor.goto(paths.project(projectNo))
    await look(visitor, 'visitor')
    const feed = await visitor.page.getByRole('link', { name: t('follow.feed.link') }).getAttribute('href')
    expect(await visitor.page.locator('head link[type="application/atom+xml"]').getAttribute('href')).toBe(feed)
    const answer = await visitor.page.request.get(new URL(feed ?? '', stage.siteUrl).href)
    expect(answer.headers()['content-type']).toBe('application/atom+xml; charset=utf-8')
    expect(await answer.text()).toContain(t('follow.event.contract-signed'))
    await follow(visitor.page, t('follow.signIn'))
    await expectTitle(visitor.page, t('account.signIn.title'))
    expect(new URL(visitor.page.url()).searchParams.get('to')).toContain(paths.project(projectNo))
  })

  await test.step('whoever is signed in follows with one press', async () => {
    await reader.goto(paths.follows())
    await expect(reader.page.getByText(t('follow.empty'))).toBeVisible()
    await reader.goto(paths.project(projectNo))
    await press(reader.page, t('follow.begin'))
    await expectSaid(reader.page, t('follow.toast.begun'))
    await look(reader, 'followed')
    await reader.goto(paths.call(callNo))
    await press(reader.page, t('follow.begin'))
    await reader.goto(paths.follows())
    await look(reader, 'list')
    expect(await db.follow.count({ where: { accountId: reader.accountId } })).toBe(2)
  })

  await test.step('a letter tells of what happens', async () => {
    await db.event.create({
      data: {
        type: 'amendment.signed',
        entity: 'project',
        entityId: id,
        projectId: id,
        isPublic: true,
        occurredAt: new Date(),
      },
    })
    const where = { toAddress: reader.email, template: 'followNews' }
    await expect.poll(() => db.message.count({ where }), { timeout: 120_000 }).toBe(1)
    const { values } = await db.message.findFirstOrThrow({ where })
    const { thingTitle, newsList, stopUrl = '' } = values as Record<string, string>
    expect(thingTitle).toBe(title)
    expect(newsList).toContain('follow.event.amendment-signed')
    await visitor.goto(stopUrl)
    await look(visitor, 'stop')
    await press(visitor.page, t('saved-search.stop.submit'))
    await expect(visitor.page.getByText(t('follow.stop.done'))).toBeVisible()
  })

  await test.step('it is taken up again, and unfollowed', async () => {
    await reader.goto(paths.follows())
    await expect(reader.page.getByText(t('follow.silent'))).toBeVisible()
    await look(reader, 'silent')
    await press(reader.page, t('follow.again'))
    await expectSaid(reader.page, t('follow.toast.begun'))
    await press(reader.page, t('follow.end'))
    await expectSaid(reader.page, t('follow.toast.ended'))
    expect(await db.follow.count({ where: { accountId: reader.accountId } })).toBe(1)
  })
})
