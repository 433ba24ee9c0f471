"""Words and phrases of titles, by the categories that a curator files them under.

The longest phrase at a place wins, so that "comedy of errors" is theater and no comedy; a phrase
may stand under two categories; a silent one is under none ("market street"). A plural is read like
its singular. A class is filed under classes and its subject, and what is for children under them
and what it is.
"""

# Enough by themselves.
STRONG = {
    "live-music": """
        a cappella, accordion, acoustic, acoustic music, album release, americana, bach,
        band, barbershop, battle of the bands, bluegrass, bluegrass jam, blues, brass,
        cantata, carolers, caroling, carols, cd release, cellist, cello, chamber music,
        chamber players, choir, choral, chorale, chorus, classical guitar, community sing,
        concert, concerto, country music, cover band, disco, dj, dj set, drum and bugle,
        drum circle, drumming, dueling pianos, ensemble, evensong, festival singers, fiddle,
        film scoring concert, folk fest, folk music, gig, glee club, gospel, guitar society,
        guitarist, harp, harpist, hip hop, honky tonk, hootenanny, house concert, hymn sing,
        jam session, jazz, karaoke, live band, live jazz, live music, live piano, marching
        band, mariachi, messiah, motown, mozart, music festival, music in the park, music
        night, music on the, music series, musical instrument, open mic, orchestra,
        philharmonic, pianist, piano bar, polka, pops, punk, quartet, quintet, rapper,
        recital, reggae, requiem, rhythm and blues, rock band, rock n roll, rock the, salsa
        band, saxophone, sea shanty, serenade, sextet, silent disco, sing along, singalong,
        singer songwriter, singers, ska, soloist, sonata, songbook, songwriter, songwriting
        circle, soul, steel drum, string band, sunset music, swing band, symphony, tribute,
        trio, tunes, ukulele, unplugged, vinyl night, violin, violinist, vocalist""",
    "food-drink": """
        afternoon tea, bake off, bake sale, bakery, baking, bar crawl, barbecue, barista,
        bbq, beer, beer garden, beer yoga, blueberry, boil, bourbon, breakfast, brewer,
        brewery, brews, brunch, buffet, cake, canning, cheese, cheese making, chef, chili,
        chocolate, cider, clambake, cocktail, coffee cupping, coffee tasting, cook off,
        cookbook, cookbook club, cooking, course dinner, crab, crawfish, culinary, cupcake,
        cupcake decorating, dessert, dinner, dinner theater, distillery, eat free, eating
        contest, espresso, farm to table, feast, fermenting, fish fry, five course, fondue,
        food tour, food truck, foodie, four course, garden to plate, gelato, gin, gourmet,
        happy hour, high tea, hot dog, ice cream, kitchen, knife skills, lobster, luau,
        luncheon, margarita, mead, mixology, mocktail, oktoberfest, oyster, paella, pairing,
        pancake, pasta, picnic, pie, pint, pizza, potluck, prix fixe, pub crawl, recipe,
        restaurant week, rum, sake, seafood, senior luncheon, shrimp, sip, sip and shop, sip
        and sketch, sourdough, stone crab, strawberry, suds, supper, sushi, taco, tapas,
        tasting, tea party, tea tasting, tequila, three course, tomato, vodka, whiskey,
        wine, wine cruise, wine walk, winery""",
    "arts-exhibitions": """
        acrylic, art, art deco, art fair, art market, art museum, art show, art walk,
        artist, artist talk, arts and crafts, artwork, basket maker, biennial, calligraphy,
        ceramicist, ceramics, chalk, clay, collage, comics and zines, craft night, curator,
        drawing, encaustic, exhibit, exhibition, fiber art, figure drawing, galleries,
        gallery, gallery talk, gallery walk, glass art, glassblowing, ikebana, illustration,
        illustrator, installation, jewelry making, juried, life drawing, linocut, mixed
        media, mosaic, mural, museum, open studio, open studios, opening reception, orchid
        show, paint, paint out, painter, painting, pastel, permanent collection, photo
        exhibit, photo walk, photographer, photography, plein air, portrait, pottery,
        pottery sale, print, printmaker, printmaking, quilt, retrospective, sand sculpture,
        screen printing, sculpting, sculptor, sculpture, sip and sketch, sketching, stained
        glass, street art, studio tour, tapestry, textile, watercolor, weaving, woodcarving,
        zine""",
    "theater-dance": """
        acrobat, acting, as you like it, audition, bachata, backstage, ballet, ballroom,
        broadway, burlesque, cabaret, carmen, choreographer, choreography, circus, cirque,
        clogging, comedy of errors, contra dance, dance, dance company, dance party, dance
        recital, dance social, dancer, dancing, dinner theater, drag show, drama, drama
        club, farce, flamenco, folk dance, folklorico, hamlet, hula, improvisational
        theater, improvised musical, jitterbug, la boheme, la traviata, line dance, line
        dancing, macbeth, magic flute, magic show, matinee, melodrama, merchant of venice,
        merry wives, midsummer nights dream, mime, monologue, much ado, musical, musical
        theater, nutcracker, one act, one man show, one woman show, opera, pantomime, play
        reading, play slam, playwright, playwriting, puppet, puppet show, radio play,
        readers theater, revue, romeo and juliet, salsa, shakespeare, sound of music, square
        dance, stage play, staged reading, swing dance, tango, tap dance, tea dance, the
        mikado, the tempest, theater, theater camp, theatre, tosca, twelfth night, two step,
        waltz, winters tale""",
    "film": """
        animated short, anime, cinema, cinematheque, cult classic, documentary, double
        feature, drive in, feature film, film, film festival, film noir, film talk,
        filmmaker, filmmaking, home movie, kids matinee, movie, movie marathon, movie
        trivia, noir, romantic comedy, screening, screenwriting, short film, shorts program,
        silent film, silver screen""",
    "comedy": """
        comedian, comedy, comedy club, comedy open mic, comedy show, drag bingo, funny,
        humorist, hypnotist, improv, improv class, improvised, improvised musical, joke,
        laugh, laughs, laughter, open mic comedy, roast of, satire, sketch comedy, sketch
        writing, stand up, standup""",
    "family-kids": """
        ages 5, ages 6, ages 8, babies, baby, baby sign language, back to school, balloon,
        band camp, bounce house, boy scout, brick club, camp, children, childrens, childrens
        museum, crafternoon, cub scout, daddy, easter egg, egg hunt, face painting,
        families, family, father daughter, girl scout, grandparent, grandparents and,
        homeschool, homework help, junior, kid, kids, kids matinee, kindergarten, lap sit,
        lego, littles, magic show, middle schooler, mommy, mommy and me, mother son, pajama
        night, parent and child, petting zoo, play group, playdate, playgroup, playtime, pre
        k, prek, preschool, princess, pumpkin patch, puppet, puppet show, rhyme time, santa,
        scavenger hunt, scout, sensory friendly, sensory play, spring break camp, stay and
        play, story hour, story time, storytime, summer camp, summer reading, teen, theater
        camp, tiny tots, toddler, tot, touch a truck, trunk or treat, tween, youth, zoo""",
    "markets": """
        antique, antiques fair, art market, art sale, artisan, artisan market, bazaar, book
        fair, book sale, boutique, christmas market, clothing swap, consignment sale, craft
        fair, craft sale, craft show, estate sale, farmers market, flea, flea market, garage
        sale, gem show, gift market, holiday market, holiday shop, holiday shopping, maker
        market, makers market, market, mercado, mineral show, morning market, night market,
        plant sale, pop up, pop up shop, pottery sale, record fair, rock and gem, rummage
        sale, seed swap, sidewalk sale, sip and shop, swap meet, tag sale, thrift, trunk
        show, vendor, vintage, vintage fair, vintage market, yard sale""",
    "outdoors-nature": """
        alligator, arboretum, astronomy, bat, bayfront clean up, beach bonfire, beach clean
        up, beach walk, beachcombing, beekeeper, beekeeping, bird, bird banding, bird walk,
        birding, birds, boat tour, bonfire, bonsai, botanical, bromeliad, butterfly,
        camping, canoe, canoeing, coastal clean up, composting, conservation, creek clean
        up, dog walk, dolphin, early bird walk, earth day, eclipse, eco, eco tour, estuary,
        fern, fishing, foraging, foray, forest, fossil, garden, garden tour, garden walk,
        gardener, gardening, geocaching, herb, hike, hiking, horticulture, hydroponics,
        kayak, kayaking, kite, lambs, landscaping, manatee, mangrove, meteor shower, moon
        walk, moonrise, mushroom, native plant, naturalist, nature, nature walk, night sky,
        orchid, orchid show, otter, owl, paddle, paddleboard, paddleboarding, paddling, park
        clean up, park ranger, picking, plant sale, plants, pollinator, prairie, preserve,
        rain barrel, ranger, reef, river clean up, river walk, rookery, sail, sailing, sand
        sculpture, sandcastle, sea turtle, seed swap, shark, shelling, shorebird, shoreline
        clean up, snorkel, snorkeling, stand up paddleboard, stargazing, starry, succulent,
        sunset cruise, tide pool, trail, trail clean up, tree giveaway, turtle, wetland,
        whale, wild edibles, wildflower, wildlife, wildlife refuge""",
    "sports-fitness": """
        10k, 5k, aerobics, archery, barre, baseball, basketball, beer yoga, bike ride,
        biking, bocce, boot camp, bootcamp, bowling, boxing, breathwork, capoeira,
        championship, cheerleading, climbing, cornhole, cricket, croquet, cross country,
        crossfit, cycling, darts, derby, disc golf, dodgeball, dragon boat, duathlon,
        fencing, fitness, football, fun run, goat yoga, golf, group ride, gymnastics, half
        marathon, hiit, hockey, home opener, jazzercise, jiu jitsu, judo, karate, kickball,
        kickboxing, lacrosse, marathon, marathon training, martial arts, meditation, mile
        run, mindful, mindfulness, one mile, open gym, opening day, petanque, pickleball,
        pilates, ping pong, play ball, playoffs, polo, qi gong, qigong, reformer, regatta,
        reiki, relay, road bike, road race, rock climbing, rodeo, roller derby, rowing,
        rugby, run club, running, self defense, shuffleboard, skate, skateboard,
        skateboarding, soccer, softball, sound bath, spin class, spinning, step aerobics,
        strength, stretch, super bowl, super bowl watch party, surf, surfing, swim, swim
        meet, swimming, table tennis, taekwondo, tai chi, tailgate, tennis, track meet,
        triathlon, tumbling, turkey trot, ultimate frisbee, volleyball, vs, walking club,
        wellness, wrestling, yoga, zumba""",
    "classes-workshops": """
        101, 3d printing, acting for, baby sign language, band camp, basics, basketry,
        blacksmithing, boating safety, bookbinding, bookkeeping for, business plan,
        calligraphy, candle making, canning, certification, cheese making, citizenship
        class, class, clinic, coding, computer, computer help, conversation circle,
        conversational, course, cpr, crash course, crochet, cupcake decorating, decorating,
        demo, driver safety, embroidery, esl, essentials, estate planning, excel,
        fermenting, first aid, floral design, flower arranging, for absolute beginners, for
        beginners, for dummies, french for, fundamentals, genealogy, grant writing, hands
        on, homebuyer, how to, improv class, intensive, interview skills, intro to,
        introduction to, ipad, jewelry making, job search, knife skills, knitting, knitting
        circle, language exchange, learn to, leatherwork, lesson, level 1, level 2, level 3,
        lunch and learn, macrame, made easy, marketing, master class, masterclass, medicare,
        mixology, money management, needlepoint, needlework, origami, parenting, photo
        editing, photoshop, playwriting, propagation, pruning, public speaking, quilting,
        resume, resume writing, retirement planning, robotics, sat prep, screenwriting, self
        defense, seminar, sewing, sketch writing, skillshare, small business, smartphone,
        soap making, social media, spanish for, stock market, study group, tech help,
        terrarium, test prep, training, training class, tutorial, tutoring, upcycling,
        upholstery, webinar, welding, woodworking, workshop, wreath making""",
    "talks-books": """
        artist talk, author, big read, biographer, book, book chat, book club, book fair,
        book festival, book launch, book sale, book signing, book swap, book talk, brown
        bag, coffee with a scientist, colloquium, conversation with, cookbook club, critique
        group, debate, discussion, discussion group, divine comedy, essay, fiction,
        fireside, fireside chat, gallery talk, haiku, historian, history, history talk,
        ideas night, in conversation, journalist, keynote, lecture, lecturer, library
        lecture, literary, literature, lunch and learn, manuscript, memoir, memoirist,
        novel, novelist, panel, panel discussion, paperback, philosophy, poet, poetry,
        poetry open mic, poetry slam, presentation, q and a, read aloud, readers, reading,
        reading group, scholar, science cafe, shakespeare discussion, speaker, speaker
        series, speakers, spoken word, story slam, storyteller, storytelling, symposium,
        talk, writer in residence, writers, writing""",
    "community": """
        aa meeting, adoption, advisory board, alumni, alzheimers, auction, awards ceremony,
        bake sale, bayfront clean up, beach clean up, benefit, bible study, bingo, blessing,
        block party, blood drive, blood pressure, board game, board meeting, bridge club,
        budget workshop, bunco, business expo, canasta, cancer screening, candidate forum,
        caregivers, casino night, ceremony, chamber networking, chamber of commerce,
        charity, chess, chess club, church service, citizens academy, city commission, city
        council, civic, class reunion, clean up, coastal clean up, coat drive, coffee chat,
        coffee hour, coffee with a cop, coffee with the mayor, commission meeting,
        commission workshop, commissioner, committee, council, council workshop, creek clean
        up, cribbage, dedication, donor, dungeons and dragons, earth day, election, elks,
        euchre, fair housing, flu shot, food distribution, food drive, food pantry,
        fundraiser, gala, game night for adults, grief, groundbreaking, health fair, health
        screening, hoa, homeowners association, interfaith, job fair, kiwanis, lions club,
        luncheon club, mahjong, market research, meeting, meetup, memorial, memorial day,
        mingle, mixer, movie trivia, national night out, neighborhood, networking,
        newcomers, open forum, orientation, park clean up, parkinsons, pet adoption,
        pinochle, planning board, prayer, pub quiz, public hearing, quiz, raffle, raffle
        drawing, recovery, red cross, remembrance, repair cafe, reunion, ribbon cutting,
        river clean up, roast of the mayor, rotary, scholarship, school board, scrabble,
        senior center, senior luncheon, shabbat, shoreline clean up, singles, social hour,
        speed dating, supply drive, support group, swearing in, tax help, toastmasters, tour
        of homes, town hall, town meeting, toy drive, trail clean up, tree giveaway, trivia,
        unveiling, vaccination, vaccination clinic, veteran, vigil, volunteer, voter
        registration, walk for, walk to end, walkathon, worship, young professionals, zoning""",
    "festivals": """
        art fair, bastille day, boat parade, book festival, carnival, chinese new year,
        christmas parade, cinco de mayo, county fair, dia de los muertos, diwali,
        extravaganza, fair, faire, fall fest, fest, festival, festival of lights, fiesta,
        film festival, fireworks, folk fest, founders day, garden of lights, halloween,
        hanukkah, harvest fest, heritage day, highland games, hoedown, holiday lights,
        holiday stroll, homecoming, independence day, jamboree, jubilee, juneteenth,
        kwanzaa, lantern festival, light display, light show, luau, lunar new year, mardi
        gras, menorah lighting, music festival, new years eve, oktoberfest, parade, powwow,
        pride, renaissance fair, sandcastle contest, st patricks day, street fair, tree
        lighting, winter wonderland, winterfest""",
}
# Only where a title has nothing stronger, nor its description.
WEAK = {
    "live-music": """
        drum, guitar, harmony, music, musician, piano, set, sing, sings, song""",
    "food-drink": """
        coffee, drinks, food, grill, harvest dinner, lunch, tea""",
    "arts-exhibitions": """
        craft, crafts, design, sketch, studio""",
    "theater-dance": """
        improvisation, performance, performing arts, play, script, stage""",
    "film": """
        cinematic, picture""",
    "family-kids": """
        bash, game night, play""",
    "markets": """
        expo, sale, shop, shopping, swap""",
    "outdoors-nature": """
        animals, beach, boat, cruise, lagoon, park, river, sea, sunset, tree, walk""",
    "sports-fitness": """
        athletic, game, league, race, ride, run, sport, team, tournament, workout""",
    "classes-workshops": """
        beginner, demonstration, learn, making, practice, skills""",
    "talks-books": """
        conversation, expert, letters, professor, science, stories, story""",
    "community": """
        association, awards, ball, board, celebration, church, club, commission, committee,
        community, gathering, hearing, open forum, party, roundtable, social, society,
        support""",
    "festivals": """
        celebration, holiday, lantern, lights""",
}
# What a description says of the event itself; single words tell too often of its surroundings.
DESCRIBING = {
    "live-music": """
        acoustic set, barbershop harmony, bluegrass band, blues band, chamber music, cover
        band, cover songs, folk duo, in concert, indie band, jazz band, jazz trio, live
        jazz, live music, performs songs, piece band, piece ensemble, plays two sets, punk
        band, reggae band, rock band, singer and guitarist, singer songwriter, songs by,
        soul band, string quartet, surf rock, the band, the choir, the orchestra, tribute
        band""",
    "food-drink": """
        all you can eat, beer tasting, course dinner, course meal, food trucks, paired with
        wine, prepared by chef, tasting menu, wine dinner, wine pairings, wine tasting""",
    "arts-exhibitions": """
        exhibit of, exhibition of, group exhibition, new exhibition, on view, paintings by,
        photographs by, sculptures by, solo exhibition, the artists exhibit, works on view""",
    "theater-dance": """
        a musical, a play, dance company, new musical, new play, one act play, premiere
        play, stage adaptation, the ballet, the cast, the playwright, theater company,
        theatre department, two acts""",
    "film": """
        award winning film, documentary film, english subtitles, feature film, film
        screening, minute film, short films, subtitled, the film, the movie, this film""",
    "comedy": """
        comedians from, comedy show, improv troupe, improvised comedy, sketch comedy, stand
        up comedian, stand up comedy, standup comedian""",
    "family-kids": """
        children and their families, for children ages, for kids ages, for toddlers, story
        time, toddlers and their""",
    "markets": """
        artisan market, craft market, farmers market, flea market, local farmers and
        artisans, local vendors, open air market, vendors sell""",
    "outdoors-nature": """
        bird walk, guided hike, guided kayak, guided paddle, guided walk, kayak tour, native
        plants, naturalist, nature walk""",
    "sports-fitness": """
        bike ride, group run, guided meditation, pilates class, tai chi, tournament bracket,
        vinyasa yoga, yoga class, yoga practice""",
    "classes-workshops": """
        a workshop, hands on workshop, in this class, learn how to, learn to, step by step,
        this class teaches, this workshop""",
    "talks-books": """
        a lecture, author of the book, author reads, book discussion, book signing,
        discusses her new book, discusses his new book, guest lecture, novelist reads, panel
        discussion, poets read, reads from, the author discusses""",
    "community": """
        benefits the, commission will, fundraiser for, neighborhood association, nonprofit,
        proceeds benefit, public meeting, support group, town hall, volunteers needed""",
    "festivals": """
        annual festival, festival with, parade and, street festival, weekend festival""",
}
# Names and idioms whose words mean nothing here.
SILENT = """
    art of living, band of brothers, bands of, beach road, birthday party, boat show, book your,
    car show, class of, closed for, closed for holiday, closed for the holiday, colonoscopy
    screening, comic con, country club, dance card, door prize, early bird special, fair oaks,
    family style, festival hall, film crew, first class, fish market, free spirit, garden city,
    garden club, garden inn, garden variety, goat kid, happy birthday, hold for, holiday
    closing, jazz age, kids menu, library closed, market square, market street, music hall, no
    class, no meeting, office closed, opera glass, opera house, palm reading, park avenue, party
    bus, prescribed fire, preserve closed, private event, prize drawing, rubber band, save the
    date, sold out, talk of the town, tarot reading, wedding expo, wine and design, wine cellar,
    world class"""
