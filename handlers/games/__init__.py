"""Games that the group plays together, for points."""

from handlers.games import board, commands, guess_number, idiom_chain, number_bomb

FEATURES = (commands.feature, idiom_chain.feature, number_bomb.feature, guess_number.feature, board.feature)
