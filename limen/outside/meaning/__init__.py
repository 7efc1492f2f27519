"""What a text means, as numbers: texts that mean alike, in whatever language, have numbers that are alike.

Nothing here knows Django or the database, and nothing asks the network: the model lies in the package.
"""

from limen.outside.meaning.port import SIZE, Encoded, Encoder
from limen.outside.meaning.sentences import encoder_here

__all__ = ["SIZE", "Encoded", "Encoder", "encoder_here"]
