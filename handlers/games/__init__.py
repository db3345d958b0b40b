"""Games that the group plays together, for points."""

from handlers.games import (
    board,
    captions,
    characters,
    commands,
    dice,
    emoji_idioms,
    ending,
    first_answer,
    guess_number,
    idiom_chain,
    number_bomb,
    quiz,
    riddles,
    sayings,
    season,
)

FEATURES = (
    commands.feature,
    ending.feature,
    idiom_chain.feature,
    riddles.feature,
    characters.feature,
    sayings.feature,
    emoji_idioms.feature,
    quiz.feature,
    first_answer.feature,
    captions.feature,
    number_bomb.feature,
    guess_number.feature,
    dice.feature,
    board.feature,
    season.feature,
)
