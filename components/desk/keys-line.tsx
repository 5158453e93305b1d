'use client'

import { useEffect, useState } from 'react'
import { readKeysOn } from '@/components/shell/keys'

/** Says which keys step through the rows, where scripts run and the reader has not turned the keys off. The key ? leads to where that is. */
export function KeysLine() {
  const [isOn, setOn] = useState(false)
  useEffect(() => setOn(readKeysOn()), [])
  if (!isOn) return null
  return (
    <p className="meta keys-line">
      <kbd>j</kbd> and <kbd>k</kbd> step through the rows, <kbd>Enter</kbd> opens one, <kbd>?</kbd> shows all keys
    </p>
  )
}
