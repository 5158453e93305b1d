import type { Element } from 'hast'
import type { Rule } from './rule'
import { attribute, classesOf, element, elementsIn, hasClass, text, wordsOf } from './tree'

const noLanguage = /^(auto|nohighlight|plaintext|none|default|hljs)$/

/** Writes the language of code in the form of Markdown, and turns code with numbered lines into lines. */
export const codeLanguage: Rule = (node) => {
  if (node.tagName === 'code') node.properties.className = classOf(languageIn(classesOf(node)))
  if (node.tagName === 'pre') {
    const code = node.children.find((child): child is Element => child.type === 'element' && child.tagName === 'code')
    const language = languageIn(code ? classesOf(code) : []) ?? languageIn(classesOf(node)) ?? wrapped(node)
    if (!code) return undefined
    unnumber(code)
    node.children = [code]
    code.properties.className = classOf(language)
  }
  if (hasClass(node, 'math', 'asciimath') && (node.tagName === 'div' || node.tagName === 'p'))
    return [element('pre', {}, [element('code', { className: ['language-math'] }, [text(wordsOf(node.children).trim())])])]
  return undefined
}

// Discourse: <code class="lang-swift">. Stack Exchange: <pre class="lang-js prettyprint-override">.
function languageIn(classes: string[]): string | undefined {
  const name = classes.find((each) => /^lang(uage)?-/.test(each))?.replace(/^lang(uage)?-/, '')
  return name && !noLanguage.test(name) ? name : undefined
}

function wrapped(pre: Element): string | undefined {
  const name = attribute(pre, 'dataCodeWrap')
  return /^[\w+#.-]{1,40}$/.test(name) && !noLanguage.test(name) ? name : undefined
}

function classOf(language: string | undefined): string[] {
  return language ? [`language-${language}`] : []
}

/** A preview of a file is a numbered list within code. Its items are the lines. */
function unnumber(code: Element): void {
  const items = elementsIn(code, ({ tagName }) => tagName === 'li')
  if (items.length > 0) code.children = [text(items.map((item) => wordsOf(item.children).replace(/\n$/, '')).join('\n'))]
}
