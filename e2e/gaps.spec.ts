import type { Page } from '@playwright/test'
import { aPage } from './support/a-page'
import { look } from './support/look'
import { mark } from './support/own'
import { act, expect, signInAs, signInToLook, test } from './support/site'

type Gap = { id: number; threads: { id: number; slug: string }[] }

const told = (page: Page, words: string) => expect(page.getByRole('status').filter({ hasText: words })).toBeVisible()
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click()

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? 'with scripts' : 'without scripts'

  test(`${how}, an editor finds a gap on the map and in the list, claims it and gives it up`, async ({ browser }) => {
    const editor = await aPage(browser, { javaScriptEnabled })
    const { name } = await signInAs(editor, 'Gesa Gaps', 'editor')
    const topic = `pumps${mark()}`.toLowerCase()
    const [most, other] = [`The pump ${mark()} hums`, `The valve ${mark()} leaks`]
    act('gap', topic, other, `Leaking valve ${mark()}`)
    const gap = act<Gap>('gap', topic, most, `A humming pump ${mark()}`, `Pump ${mark()} hums again`)

    await editor.goto('/desk')
    await editor.getByRole('link', { name: /in Gaps$/ }).click()
    await editor.getByLabel('Topic').selectOption({ label: topic })
    await press(editor, 'Show')
    await expect(editor).toHaveURL(new RegExp(`topic=${topic}`))
    const map = editor.locator('.map:visible')
    await expect(map.getByRole('link')).toHaveCount(2)
    await expect(map.getByRole('link').first()).toHaveAccessibleName(new RegExp(`^${most}: 3 threads, 40 views`))
    const chosen = editor.locator('#chosen')
    await expect(chosen.getByRole('heading')).toHaveText(most)
    await map.getByRole('link', { name: new RegExp(other) }).click()
    await expect(chosen.getByRole('heading')).toHaveText(other)
    await look(editor, 'gaps-map', javaScriptEnabled)
    await editor.getByRole('link', { name: 'As a list' }).click()
    const row = editor.getByRole('row').filter({ hasText: most })
    await expect(row).toContainText(/3/)
    await expect(row).toContainText(/40/)
    await editor.getByLabel('Period').selectOption({ label: '30 days' })
    await press(editor, 'Show')
    await expect(editor).toHaveURL(/days=30/)
    await expect(row).toContainText('Doubled')
    await look(editor, 'gaps-list', javaScriptEnabled)

    await row.getByRole('link', { name: most }).click()
    await expect(editor).toHaveURL(new RegExp(`/desk/gaps/${gap.id}$`))
    await expect(editor.getByRole('heading', { level: 1 })).toHaveText(most)
    await expect(editor.getByText('Reply 1, accepted').first()).toBeVisible()
    await expect(editor.getByText('Cairn found this gap.')).toBeVisible()
    await look(editor, 'gap', javaScriptEnabled)
    await press(editor, 'I’m writing this')
    await told(editor, 'Noted: you are writing its answer.')
    await expect(editor.getByText('You are writing its answer', { exact: true })).toBeVisible()

    const second = await aPage(browser, { javaScriptEnabled })
    await signInAs(second, 'Other Editor', 'editor')
    await second.goto(`/desk/gaps/${gap.id}`)
    await expect(second.getByText(`${name} is writing its answer`)).toBeVisible()
    await expect(second.getByRole('button', { name: 'Draft an answer' })).toHaveCount(0)
    await look(second, 'gap-claimed', javaScriptEnabled)
    await second.context().close()

    await press(editor, 'Not any more')
    await told(editor, 'Noted: you are not writing it any more.')
    await expect(editor.getByText('The editor is not writing its answer any more.')).toBeVisible()
    await editor.context().close()
  })

  test(`${how}, gaps are split, merged and dismissed, and each of it is taken back`, async ({ browser }) => {
    const editor = await aPage(browser, { javaScriptEnabled })
    await signInAs(editor, 'Sora Splits', 'editor')
    const topic = `lamps${mark()}`.toLowerCase()
    const [title, apart] = [`The lamp ${mark()} flickers`, `The bulb ${mark()} is dark`]
    const gap = act<Gap>('gap', topic, title, apart)
    const other = act<Gap>('gap', topic, `Flickering lantern ${mark()}`)

    await editor.goto(`/desk/gaps/${gap.id}`)
    await press(editor, 'Split off the ticked ones')
    await expect(editor.getByText('Choose the threads that ask something else.')).toBeVisible()
    await editor.getByRole('checkbox', { name: `Split off: ${apart}` }).check()
    await press(editor, /Split off the ticked ones/)
    await told(editor, 'They are a gap of their own now.')
    await expect(editor.getByRole('heading', { level: 1 })).toHaveText(apart)
    await look(editor, 'gap-split', javaScriptEnabled)
    await press(editor, 'Undo')
    await told(editor, 'Merged: the threads of both are here.')
    await expect(editor.getByRole('checkbox', { name: `Split off: ${apart}` })).toBeVisible()

    await editor.goto(`/desk/gaps/${gap.id}`)
    await editor.getByText('Merge with another gap').click()
    await editor.getByLabel('Words, number or address of the other').fill(`/desk/gaps/${other.id}`)
    await press(editor, 'Find')
    await editor.getByRole('radio', { name: /Flickering lantern/ }).check()
    await look(editor, 'gap-merge', javaScriptEnabled)
    await press(editor, 'Merge into it')
    await told(editor, 'Merged: the threads of both are here.')
    await expect(editor).toHaveURL(new RegExp(`/desk/gaps/${other.id}\\?`))
    await editor.goto(`/desk/gaps/${gap.id}`)
    await expect(editor.getByText('Its threads are in')).toBeVisible()
    await look(editor, 'gap-merged', javaScriptEnabled)
    await press(editor, 'Take them out again')
    await told(editor, 'Its threads are its own again.')
    await expect(editor.getByRole('heading', { level: 1 })).toHaveText(title)

    await editor.getByText('Not a gap', { exact: true }).click()
    await editor.getByRole('textbox', { name: 'Why' }).fill('Everyone buys another lamp.')
    await press(editor, 'It is not a gap')
    await told(editor, 'Noted: it is not a gap.')
    await look(editor, 'gap-dismissed', javaScriptEnabled)
    await editor.goto(`/desk/gaps?topic=${topic}&show=dismissed`)
    await expect(editor.getByRole('listitem').filter({ hasText: title })).toContainText('Everyone buys another lamp.')
    await look(editor, 'gaps-dismissed', javaScriptEnabled)
    await editor.getByRole('link', { name: title }).click()
    await press(editor, 'It is a gap after all')
    await told(editor, 'It is a gap again.')
    await editor.goto(`/desk/gaps?topic=${topic}&show=dismissed`)
    await expect(editor.getByText('None of them is in')).toBeVisible()
    await look(editor, 'gaps-none', javaScriptEnabled)
    await editor.context().close()
  })

  test(`${how}, an answer is drafted from a gap with its sources, and covers all of its threads at once`, async ({ browser }) => {
    const editor = await aPage(browser, { javaScriptEnabled })
    await signInAs(editor, 'Dora Drafts', 'editor')
    const topic = `locks${mark()}`.toLowerCase()
    const title = `The lock ${mark()} sticks`
    const gap = act<Gap>('gap', topic, title, `A sticking lock ${mark()}`, `Lock ${mark()} won’t turn`)

    await editor.goto(`/desk/gaps?topic=${topic}`)
    await expect(editor.locator('#chosen').getByRole('heading')).toHaveText(title)
    await press(editor, 'Draft an answer')
    await expect(editor.getByLabel('Title')).toHaveValue(title)
    const sources = editor.getByRole('complementary', { name: 'Sources' })
    await expect(sources.getByRole('link', { name: '3 threads of the gap' })).toBeVisible()
    await expect(sources.getByText('Reply 1, accepted').first()).toBeVisible()
    await expect(sources.locator('em').filter({ hasText: 'mend' }).first()).toBeVisible()
    await look(editor, 'gap-draft', javaScriptEnabled)
    await editor.goto(`/desk/gaps/${gap.id}`)
    await expect(editor.getByText('An editor began a draft:')).toBeVisible()
    await editor.getByRole('link', { name: 'Go on with the draft' }).click()
    await editor.getByLabel('Text', { exact: true }).fill('Oil it.')
    await press(editor, /^Publish/)
    const all = editor.locator('section').filter({ has: editor.getByRole('heading', { name: 'Threads of its gap' }) })
    await all.getByRole('link', { name: 'Tick all 3' }).click()
    await expect(all.getByRole('checkbox', { checked: true })).toHaveCount(3)
    await look(editor, 'gap-cover', javaScriptEnabled)
    await all.getByRole('button', { name: /^Cover the chosen ones/ }).click()
    await told(editor, 'Covered: 3 threads.')
    await expect(editor.getByRole('button', { name: 'Undo', exact: true })).toBeVisible()
    await editor.goto(`/desk/gaps?topic=${topic}`)
    await expect(editor.getByText('No gap is open in')).toBeVisible()
    await editor.goto(`/desk/gaps/${gap.id}`)
    await expect(editor.getByText(/^Covered by/)).toContainText(title)
    await look(editor, 'gap-covered', javaScriptEnabled)
    await editor.context().close()
  })
}

test('the map shows as many gaps as have room, a phone the eight largest, and the list all of them', async ({ page }) => {
  await signInToLook(page, 'editor')
  const topic = `tools${mark()}`.toLowerCase()
  const questions = [
    'The drill stops after a minute in hard wood',
    'Sanding belt runs off to the left',
    'Which glue holds oak outdoors',
    'The saw burns the edge of every board',
    'Clamps leave marks in soft wood',
    'Why does varnish stay tacky for days',
    'Square holes without a mortiser',
    'Dust extraction trips the breaker',
    'Planer leaves ridges along the whole board',
  ]
  for (const [i, question] of questions.entries()) {
    const titles = Array.from({ length: Math.max(1, 7 - i) }, (_, n) => (n === 0 ? question : `${question}, case ${n}`))
    act('gap', topic, ...titles)
  }
  await page.goto(`/desk/gaps?topic=${topic}`)
  const isPhone = test.info().project.name === 'phone'
  await expect(page.locator('.map:visible').getByRole('link')).toHaveCount(isPhone ? 8 : questions.length)
  await expect(page.getByText('1 smaller gap is in the list alone.')).toBeVisible({ visible: isPhone })
  await look(page, 'gaps-many', true)
  await page.getByRole('link', { name: 'As a list' }).click()
  await expect(page.getByRole('row')).toHaveCount(questions.length + 1)
  await look(page, 'gaps-many-list', true)
})

test('nobody but editors reads about gaps, and a gap that is not there looks like one whose threads are hidden', async ({ page }) => {
  const gap = act<Gap>('gap', `safes${mark()}`.toLowerCase(), `A secret ${mark()}`)
  await signInToLook(page, 'member')
  for (const address of ['/desk/gaps', `/desk/gaps/${gap.id}`]) expect((await page.goto(address))?.status(), address).toBe(404)
  act('hide-thread', gap.threads[0]?.id ?? 0, 'Not for all.')
  await signInToLook(page, 'editor')
  for (const address of [`/desk/gaps/${gap.id}`, '/desk/gaps/999999']) expect((await page.goto(address))?.status(), address).toBe(404)
})
