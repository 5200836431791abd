"""What this room declares to the web face."""

from taktline.faces.web.sales import (
    cards,
    changes,
    changing,
    entry,
    figures,
    inbox,
    lookups,
    orders,
    prints,
    quotes,
)

SCREENS = (inbox.MESSAGES, orders.ORDERS, orders.PROGRESS, quotes.QUOTATIONS)
FORMS = (entry.NEW, entry.EDIT, changing.CHANGE, inbox.NEW, *quotes.FORMS)
PAGES = (*inbox.PAGES, *figures.PAGES, *changes.PAGES, *prints.PAGES)
LOOKUPS = lookups.LOOKUPS
SEARCHES = lookups.SEARCHES
HOME_CARDS = cards.HOME_CARDS
SOURCES = lookups.SOURCES
