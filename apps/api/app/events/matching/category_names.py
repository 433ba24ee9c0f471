"""What sources call our categories; keys are slugs of their names without "and" and "&"."""

_NAMES = {
    "live-music": "music concert concerts live-entertainment music-concerts concerts-live-music "
    "jazz classical classical-music opera-music nightlife-music bands gigs dj open-mic",
    "food-drink": "food drink drinks dining food-wine food-beverage wine beer restaurants culinary "
    "eat-drink happy-hour tastings food-drinks brunch",
    "arts-exhibitions": "art arts visual-art visual-arts exhibit exhibits exhibition exhibitions "
    "gallery galleries museum museums arts-crafts fine-art arts-culture art-exhibits "
    "art-exhibitions galleries-museums art-museums photography",
    "theater-dance": "theater theatre dance theater-arts performing-arts performing-visual-arts "
    "ballet opera musical musicals plays stage theatre-dance broadway",
    "film": "films movie movies cinema film-media screening screenings documentary film-movies "
    "film-media-entertainment",
    "comedy": "stand-up stand-up-comedy improv comedians comedy-shows humor",
    "family-kids": "family kids children family-friendly kids-family children-family youth teens "
    "families family-fun kids-teens storytime children-families family-children",
    "markets": "market farmers-market farmers-markets flea-market shopping craft-fair bazaar "
    "markets-shopping craft-fairs vendors",
    "outdoors-nature": "outdoors outdoor nature parks gardens garden environment hiking "
    "wildlife outdoor-recreation parks-recreation nature-outdoors birding gardening travel-outdoor",
    "sports-fitness": "sports sport fitness recreation wellness health-wellness yoga running "
    "health-fitness sports-recreation golf athletics",
    "classes-workshops": "class classes workshop workshops education educational training courses "
    "learning lessons workshops-classes lectures-workshops-classes adult-education seminars",
    "talks-books": "talk talks lecture lectures book books literary literature author authors "
    "author-events book-club book-clubs poetry speaker speakers lectures-talks talks-lectures "
    "books-authors spoken-word literary-arts",
    "community": "civic government meetings meeting public-meetings volunteer volunteering "
    "fundraiser fundraisers charity charity-causes nonprofit networking community-events "
    "government-politics support-groups religion clubs benefit community-culture",
    "festivals": "festival fair fairs festivals-fairs fairs-festivals parade parades fest fests "
    "holiday holidays seasonal seasonal-holiday special-events-festivals",
}  # fmt: skip

SLUGS_OF_NAMES: dict[str, tuple[str, ...]] = {
    name: (slug,) for slug, names in _NAMES.items() for name in names.split()
}
