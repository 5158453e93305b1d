import { mark, own } from './support/own'
import { act, expect, expectAccessible, expectNoSidewaysScroll, signInAs, test } from './support/site'

test('tags are chips that complete; what is typed and not yet a chip is kept too', async ({ page }) => {
  const [oak, elm] = [`oak${mark()}`, `elm${mark()}`]
  act('thread', 'rooms', own('Planks'), 'x', `${oak}`)
  await signInAs(page, 'Tag Giver')
  await page.goto('/ask?topic=rooms')
  await page.getByLabel('Title').fill(`Wemble${mark()} frondle${mark()}`)
  await page.locator('textarea[name=body]').fill(`Sporf${mark()}.`)
  await page.getByLabel('Tags').focus()
  const box = page.getByRole('combobox', { name: 'Tags' })
  await expect(box).toBeFocused()
  await box.pressSequentially(`oak${mark().slice(0, 3)}`)
  const known = page.getByRole('option', { name: oak, exact: true })
  await expect(known).toBeVisible()
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  await box.press('ArrowDown')
  await box.press('Enter')
  await expect(page.getByRole('button', { name: `Remove ${oak}` })).toBeVisible()
  // A new one ends with a comma; Backspace takes the last away.
  await box.pressSequentially('ash,')
  await expect(page.getByRole('button', { name: 'Remove ash' })).toBeVisible()
  await box.press('Backspace')
  await expect(page.getByRole('button', { name: 'Remove ash' })).toHaveCount(0)
  await box.pressSequentially(elm)
  await expectAccessible(page)
  await expect(page.locator('input[name=tags]')).toHaveValue(`${oak}, ${elm}`)
  await expect(page.getByText(/Draft saved at/)).toBeVisible()
  await page.getByRole('button', { name: /^Post/ }).click()
  const tags = page.locator('.thread-head .tags')
  await expect(tags.getByRole('link', { name: oak })).toBeVisible()
  await expect(tags.getByRole('link', { name: elm })).toBeVisible()
})

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('tags are a text; what can’t be one is said, and nothing is lost', async ({ page }) => {
    await signInAs(page, 'Plain Tagger')
    await page.goto('/ask?topic=rooms')
    await page.getByLabel('Title').fill(`Brimp${mark()} glorkle${mark()}`)
    await page.locator('textarea[name=body]').fill(`Trindle${mark()}.`)
    const nine = Array.from({ length: 9 }, (_, n) => `glue${n}`).join(', ')
    await page.getByLabel('Tags').fill(nine)
    await page.getByRole('button', { name: /^Post/ }).click()
    await expect(page.getByText('There can be at most 8 tags; these are 9.')).toBeVisible()
    await expect(page.getByLabel('Tags')).toHaveValue(nine)
    await expectNoSidewaysScroll(page)
  })

  test('an admin renames, merges and deletes a tag; links to old names go on leading to it', async ({ page }) => {
    const [wrong, right, other] = ['weving', 'weaving', 'looms'].map((name) => `${name}${mark()}`) as [string, string, string]
    act('thread', 'rooms', own('A loom'), 'x', wrong)
    act('thread', 'rooms', own('A shuttle'), 'x', other)
    await signInAs(page, 'Tag Keeper', 'admin')
    const open = async (name: string) => {
      await page.goto(`/admin/tags?q=${name}`)
      await page.locator('summary').filter({ hasText: name }).first().click()
      return page.locator('.admin-row').filter({ hasText: name })
    }
    let row = await open(wrong)
    await row.getByLabel('Name').fill(right)
    await row.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText('Saved.')).toBeVisible()
    await page.goto(`/tags/${wrong}`)
    await expect(page).toHaveURL(`/tags/${right}`)

    row = await open(other)
    await row.getByText('Merge or delete').click()
    await row.getByLabel('Merge into the tag').fill('none-such')
    await row.getByRole('button', { name: 'Merge', exact: true }).click()
    await expect(page.getByText('There is no tag “none-such”.')).toBeVisible()
    await expect(row.getByLabel('Merge into the tag')).toHaveValue('none-such')
    await row.getByLabel('Merge into the tag').fill(right)
    await row.getByRole('button', { name: 'Merge', exact: true }).click()
    await expect(page.getByText('Merged.')).toBeVisible()
    await page.goto(`/tags/${other}`)
    await expect(page).toHaveURL(`/tags/${right}`)
    await expect(page.getByRole('link', { name: own('A shuttle') })).toBeVisible()

    row = await open(right)
    await row.getByText('Merge or delete').click()
    await expect(row).toContainText('Deleting takes the tag from 2 threads and 0 answers.')
    await row.getByRole('button', { name: 'Delete the tag' }).click()
    await expect(page.getByText('Deleted.')).toBeVisible()
    expect((await page.goto(`/tags/${right}`))?.status()).toBe(404)
  })

  test('after an import an admin renames topics in one table and orders them', async ({ page }) => {
    await signInAs(page, 'Topic Keeper', 'admin')
    const names = ['cat-one', 'cat-two'].map(own) as [string, string]
    for (const name of names) {
      await page.goto('/admin/topics')
      await page.getByText('A new topic').click()
      const form = page.locator('form').filter({ has: page.getByRole('button', { name: 'Make the topic' }) })
      await form.getByLabel('Name').fill(name)
      await form.getByLabel('Position in the list').fill('9000')
      await form.getByRole('button', { name: 'Make the topic' }).click()
      await expect(page.getByText('Saved.')).toBeVisible()
    }
    await page.goto('/admin/topics')
    await page.getByRole('link', { name: 'Names and order of all topics' }).click()
    await expectNoSidewaysScroll(page)
    await page.getByLabel(`Name of ${names[0]}`).fill(own('Gas'))
    await page.getByLabel(`Name of ${names[1]}`).fill(own('Oil'))
    await page.getByRole('button', { name: 'Save' }).first().click()
    await expect(page.getByText('Saved.')).toBeVisible()
    const inOrder = async () =>
      (await page.getByLabel(/^Name of /).evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value))).filter(
        (name) => name.endsWith(mark()),
      )
    expect(await inOrder()).toEqual([own('Gas'), own('Oil')])
    await page.getByRole('button', { name: `Move ${own('Oil')} up` }).click()
    await expect(page.getByText('Saved.')).toBeVisible()
    await expect.poll(inOrder).toEqual([own('Oil'), own('Gas')])
  })
})
