import type { Page } from '@playwright/test'
import { workerCaughtUp } from './support/eventually'
import { mark, own } from './support/own'
import { act, expect, expectAccessible, expectNoSidewaysScroll, signInAs, test } from './support/site'

type Made = { id: number; slug: string }

const thread = (title: string) => act<Made>('thread', 'answers', title, `It ${title.toLowerCase()}.`)
const answer = (title: string) => act<{ slug: string }>('answer', 'answers', title, `## What to do\n\nGrease the ${title}.`)

/** Axe is a script. */
async function expectFine(page: Page, scripts: boolean): Promise<void> {
  if (scripts) await expectAccessible(page)
  await expectNoSidewaysScroll(page)
}

for (const scripts of [true, false])
  test.describe(scripts ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled: scripts })

    test('an editor finds threads to cover, covers two, undoes that, and takes one back by mistake', async ({ page }) => {
      await signInAs(page, 'Cora Covers', 'editor')
      const word = `hinge${mark()}`
      const [one, two] = [thread(`The ${word} squeaks`), thread(`Squeaking ${word} at night`)]
      const { slug } = answer(`Quiet ${own('hinges')}`)
      await page.goto(`/answers/${slug}`)
      await expect(page.getByText('Settles')).toBeVisible()
      await page.getByRole('link', { name: 'Cover threads' }).click()
      await page.getByLabel('Words, or the address of a thread').fill(`wombat${mark()}`)
      await page.getByRole('button', { name: 'Find' }).click()
      await expect(page.getByText('No thread that is not covered already was found')).toBeVisible()
      await page.getByLabel('Words, or the address of a thread').fill(word)
      await page.getByRole('button', { name: 'Find' }).click()
      const found = page.getByRole('region', { name: 'Find others' })
      for (const { id } of [one, two]) await found.locator(`input[value="${id}"]`).check()
      await expect(found.getByRole('button', { name: 'Cover the chosen ones' })).toBeInViewport()
      await expectFine(page, scripts)
      await found.getByRole('button', { name: 'Cover the chosen ones' }).click()
      await expect(page.getByText('Covered: 2 threads.')).toBeVisible()
      await page.getByRole('button', { name: 'Undo', exact: true }).click()
      const covered = page.getByRole('region', { name: 'Covered' })
      await expect(covered).toContainText('0 threads')

      // By its address, then taken back, and that undone.
      await page.getByLabel('Words, or the address of a thread').fill(`/threads/${one.id}`)
      await page.getByRole('button', { name: 'Find' }).click()
      await found.locator(`input[value="${one.id}"]`).check()
      await found.locator('select').selectOption({ label: '§ 1 What to do' })
      await found.getByRole('button', { name: 'Cover the chosen ones' }).click()
      await page.getByRole('button', { name: /^Take back/ }).click()
      await expect(page.getByText('Taken back.')).toBeVisible()
      await page.getByRole('button', { name: 'Undo', exact: true }).click()
      await expect(covered).toContainText('§ 1')

      await page.goto(`/answers/${slug}`)
      await page.getByRole('link', { name: '1 thread', exact: true }).click()
      await expect(page.getByRole('heading', { level: 1 })).toContainText('Threads settled by')
      await expectFine(page, scripts)
      await page.getByRole('link', { name: `The ${word} squeaks` }).click()
      await expect(page.locator('.card')).toContainText('Answered by a canonical answer')
    })

    test('an editor undoes a publication: a revision, then the first one', async ({ page }) => {
      const { name } = await signInAs(page, 'Una Undoes', 'editor')
      const title = own('Quiet gates')
      await page.goto('/answers/new')
      await page.getByLabel('Title').fill(title)
      await page.getByLabel('Topic').selectOption({ index: 1 })
      await page.getByRole('button', { name: 'Begin the draft' }).click()
      await page.getByLabel('Text', { exact: true }).fill('Grease it.')
      await page.getByRole('button', { name: 'Publish it' }).click()
      await expect(page.getByText('it becomes a draft again')).toBeVisible()
      await expectFine(page, scripts)
      const address = new URL(page.url()).pathname.replace('/coverage', '')

      // Her profile and the answer lead to each other.
      await page.goto(address)
      await page.locator('.stand').getByRole('link', { name }).click()
      await expect(page.getByRole('heading', { name: 'Canonical answers' })).toBeVisible()
      await expectFine(page, scripts)
      await page.getByRole('link', { name: title }).click()
      await expect(page.getByRole('link', { name: 'Archive' })).toBeVisible()

      await page.getByRole('link', { name: 'Revise' }).click()
      await page.getByLabel('Text', { exact: true }).fill('Oil it.')
      await page.getByLabel('What changed').fill('Oil.')
      await page.getByRole('button', { name: 'Publish the revision' }).click()
      await expect(page.getByText('revision 1 becomes the current text')).toBeVisible()
      await page.getByRole('button', { name: 'Undo the publication' }).click()
      await page.goto(address)
      await expect(page.getByText('Grease it.')).toBeVisible()
      await page.getByRole('link', { name: 'History', exact: true }).click()
      await expect(page.getByText('Back to revision 1')).toBeVisible()
    })

    test('an undone first publication is a draft again, which readers don’t see', async ({ page, browser }) => {
      await signInAs(page, 'Fay First', 'editor')
      await page.goto('/answers/new')
      await page.getByLabel('Title').fill(own('Too early'))
      await page.getByLabel('Topic').selectOption({ index: 1 })
      await page.getByRole('button', { name: 'Begin the draft' }).click()
      await page.getByLabel('Text', { exact: true }).fill('Half a thought.')
      await page.getByRole('button', { name: 'Publish it' }).click()
      await expect(page).toHaveURL(/\/coverage/)
      const address = new URL(page.url()).pathname.replace('/coverage', '')
      await page.getByRole('button', { name: 'Undo the publication' }).click()
      await expect(page.getByLabel('Text', { exact: true })).toHaveValue('Half a thought.')
      await expect(page.locator('.badge').first()).toHaveText('Draft')
      const visitor = await (await browser.newContext({ baseURL: process.env.E2E_URL })).newPage()
      expect((await visitor.goto(address))?.status()).toBe(404)
    })

    test('from a thread an editor says what asks the same, undoes it, and covers it with an answer', async ({ page }) => {
      await signInAs(page, 'Sam Same', 'editor')
      const word = `latch${mark()}`
      const [one, two] = [thread(`The ${word} sticks`), thread(`A ${word} that sticks`)]
      const { slug } = answer(`${word} that stick`)
      await workerCaughtUp()
      await page.goto(`/threads/${one.id}/posts/0`)
      await page.getByRole('link', { name: 'It asks the same as' }).click()
      await expectFine(page, scripts)
      await page.getByLabel('Words').fill(`wombat${mark()}`)
      await page.getByRole('button', { name: 'Find' }).click()
      await expect(page.getByText('Nothing else was found for these words.')).toBeVisible()
      await page.getByLabel('Words').fill(word)
      await page.getByRole('button', { name: 'Find' }).click()
      await page.locator(`input[value="thread-${two.id}"]`).check()
      await page.getByRole('button', { name: 'Cover it with the answer' }).click()
      await expect(page.getByText('Choose an answer to cover it with.')).toBeVisible()
      await page.locator(`input[value="thread-${two.id}"]`).check()
      await page.getByRole('button', { name: 'Note that it asks the same' }).click()
      await expect(page.getByText('Noted: they ask the same.')).toBeVisible()
      await expectFine(page, scripts)
      await page.getByRole('button', { name: 'Undo', exact: true }).click()
      await page.goto(`/threads/${one.id}/asks-the-same?find=${word}`)
      await page
        .locator('label', { hasText: `${word} that stick` })
        .locator('input[value^="answer-"]')
        .check()
      await page.getByRole('button', { name: 'Cover it with the answer' }).click()
      await expect(page.getByText('Covered: 1 thread.')).toBeVisible()
      await expect(page).toHaveURL(new RegExp(`/answers/${slug}/coverage`))
    })
  })
