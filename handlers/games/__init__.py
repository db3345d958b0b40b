"""Games that the group plays together, for points."""

from handlers.games import board, commands, guess_number, idiom_chain, number_bomb, quiz, riddles

FEATURES = (
    commands.feature,
    idiom_chain.feature,
    riddles.feature,
    quiz.feature,
    number_bomb.feature,
    guess_number.feature,
    board.feature,
)
