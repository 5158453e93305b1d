/** Words that join sentences. */
const joining =
  'a about after again all also am an and any are as at be because been before but by can could did do does for from get had has have he her him his how i if in into is it its just like me more my no not now of off on one only or our out own same she should so some such than that the their them then there these they this those to too up us use very was we were what when where which while who why will with would you your'
/** What people say around every question. */
const around =
  'advance advice advise anybody anyone appreciate appreciated ask asked asking cheers dear everybody everyone folks folk friends greetings guys hello help hey hi idea ideas kindly know look looking madam need please pls plz possible problem question regards sir somebody someone suggest suggestion tell thank thanks tried try trying want wanted way wonder wondered wondering'

/** Words that every post may have: they rank a little in a small forum, and explain nothing. */
export const commonWords = new Set(`${joining} ${around}`.split(' '))
