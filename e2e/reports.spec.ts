import type { Browser, Page } from '@playwright/test'
import { aPage } from './support/a-page'
import { own } from './support/own'
import { act, expect, expectAccessible, expectNoSidewaysScroll, signInAs, test } from './support/site'

type Thread = { id: number; slug: string }

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? 'with scripts' : 'without scripts'

  async function someone(browser: Browser, name: string, role: 'member' | 'editor' | 'admin' = 'member'): Promise<Page & { who: string }> {
    const page = await aPage(browser, { javaScriptEnabled })
    const { name: who } = await signInAs(page, name, role)
    return Object.assign(page, { who })
  }
  async function look(page: Page, name: string): Promise<void> {
    if (javaScriptEnabled) await expectAccessible(page)
    await expectNoSidewaysScroll(page)
    if (!process.env.SHOTS || !javaScriptEnabled) return
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await page.screenshot({ path: `${process.env.SHOTS}/${name}-${page.viewportSize()?.width}-${colorScheme}.png`, fullPage: true })
    }
    await page.emulateMedia({ colorScheme: null })
  }
  const caseOf = (page: Page, title: string) => page.locator('.case').filter({ hasText: title })

  test(`${how}, a report goes from its form to its outcome; the author appeals and reads the decision`, async ({ browser }) => {
    const author = await someone(browser, 'Reported Author')
    const title = own('Which pump is quiet')
    const thread = act<Thread>('thread', 'rooms', title, 'All of ours hum.')
    act('reply-as', thread.id, author.who, 'Buy my pump, it is the best.')
    const url = `/threads/${thread.id}/${thread.slug}`

    const reporter = await someone(browser, 'Careful Reporter')
    await reporter.goto(url)
    await reporter.locator('#r1').getByRole('link', { name: /^More/ }).click()
    await reporter.getByRole('link', { name: 'Report', exact: true }).click()
    await expect(reporter.getByRole('heading', { level: 1 })).toHaveText('Report reply 1')
    await look(reporter, 'report')
    await reporter.getByLabel('Something else').check()
    await reporter.getByRole('button', { name: 'Report it' }).click()
    await expect(reporter.getByText('Say what is wrong with it.')).toBeVisible()
    await expect(reporter.getByLabel('Something else'), 'what was chosen is still there').toBeChecked()
    await reporter.getByLabel('It is spam or advertising').check()
    await reporter.getByLabel('What should editors know?').fill('Only the reporter’s words.')
    await reporter.getByRole('button', { name: 'Report it' }).click()
    await expect(reporter.getByText('Thank you. Editors look at it.')).toBeVisible()
    const mine = reporter.locator('main li').filter({ hasText: title })
    await expect(mine).toContainText('Editors have not decided yet.')
    await look(reporter, 'my-reports')

    const editor = await someone(browser, 'Deciding Editor', 'editor')
    await editor.goto('/desk')
    await editor.getByRole('link', { name: /in Reports$/ }).click()
    const reported = caseOf(editor, title)
    await expect(reported).toContainText('Buy my pump, it is the best.')
    await expect(reported).toContainText(reporter.who)
    await expect(reported).toContainText('Only the reporter’s words.')
    await expect(reported).toContainText('1 post')
    await look(editor, 'queue')
    await reported.getByRole('button', { name: 'Hide the post' }).click()
    await expect(caseOf(editor, title).getByText('Give a reason. Its author will read it.')).toBeVisible()
    await look(editor, 'queue-refused')
    await caseOf(editor, title).getByLabel('Why', { exact: true }).fill('It advertises.')
    await caseOf(editor, title).getByRole('button', { name: 'Hide the post' }).click()
    await expect(editor.getByText('Hidden. Its author reads your reason')).toBeVisible()
    await expect(caseOf(editor, title)).toHaveCount(0)

    await reporter.goto('/me/reports')
    await expect(reporter.locator('main li').filter({ hasText: 'Only the reporter’s words.' })).toContainText('It was hidden.')

    await author.goto(`/threads/${thread.id}/posts/1`)
    await expect(author.getByText('Your reply is hidden.')).toBeVisible()
    await expect(author.locator('main')).toContainText('It advertises.')
    await expect(author.locator('main')).not.toContainText(reporter.who)
    await expect(author.locator('main')).not.toContainText('reporter’s words')
    await look(author, 'appeal')
    await author.getByLabel('Why it should be shown again').fill('I only give it away.')
    await author.getByRole('button', { name: 'Ask editors' }).click()
    await expect(author.getByText('They have not decided yet.')).toBeVisible()
    await expect(author.getByRole('button', { name: 'Ask editors' })).toHaveCount(0)

    await editor.goto('/desk/reports?show=appeal')
    await expect(caseOf(editor, title)).toContainText('I only give it away.')
    await look(editor, 'queue-appeal')
    await caseOf(editor, title).getByLabel('Why', { exact: true }).fill('There is a price in it.')
    await caseOf(editor, title).getByRole('button', { name: 'It stays hidden' }).click()
    await expect(editor.getByText('It stays hidden. Its author reads your reason.')).toBeVisible()
    await author.reload()
    await expect(author.locator('main')).toContainText('There is a price in it.')
    await look(author, 'appeal-refused')
    for (const page of [author, reporter, editor]) await page.context().close()
  })

  test(`${how}, a report is dismissed, and a suspension proposed, which an admin decides`, async ({ browser }) => {
    const author = await someone(browser, 'Proposed Author')
    const title = own('A question that annoys')
    const thread = act<Thread>('thread-as', author.who, 'rooms', title, 'Why are you all so slow?')
    const reporter = await someone(browser, 'Annoyed Reporter')
    await reporter.goto(`/threads/${thread.id}/posts/0/report`)
    await reporter.getByLabel('It insults or threatens somebody').check()
    await reporter.getByRole('button', { name: 'Report it' }).click()
    await expect(reporter.getByText('Thank you. Editors look at it.')).toBeVisible()

    const editor = await someone(browser, 'Proposing Editor', 'editor')
    await editor.goto('/desk/reports')
    await caseOf(editor, title).getByText('Propose to suspend').click()
    await caseOf(editor, title).getByLabel('Why the account should be suspended').fill('It insults people every day.')
    await caseOf(editor, title).getByRole('button', { name: 'Propose it' }).click()
    await expect(editor.getByText('Proposed. Admins decide about it.')).toBeVisible()
    await caseOf(editor, title).getByLabel('Why', { exact: true }).first().fill('Rude, and allowed.')
    await caseOf(editor, title).getByRole('button', { name: 'Dismiss' }).click()
    await expect(editor.getByText('Dismissed. Those who reported it read that it stays.')).toBeVisible()
    await reporter.goto('/me/reports')
    await expect(reporter.locator('main li').filter({ hasText: title })).toContainText('Rude, and allowed.')

    const admin = await someone(browser, 'Suspending Admin', 'admin')
    await admin.goto('/admin/people?show=proposed')
    await look(admin, 'people-proposed')
    await admin.getByRole('link', { name: author.who }).click()
    await expect(admin.locator('main')).toContainText('It insults people every day.')
    await look(admin, 'person-proposed')
    await admin.goto('/desk/reports?show=suspension')
    await look(admin, 'queue-suspension')
    await expect(caseOf(admin, author.who).getByLabel('Why', { exact: true })).toHaveValue('It insults people every day.')
    await caseOf(admin, author.who).getByRole('button', { name: 'Suspend the account' }).click()
    await expect(admin.getByText('The account is suspended.')).toBeVisible()
    await author.goto('/settings')
    await expect(author.locator('main')).toContainText('It insults people every day.')
    for (const page of [author, reporter, editor, admin]) await page.context().close()
  })
}
